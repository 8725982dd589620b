/** How large an element is, for pictures that are drawn to fit. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from '../../shared/box.ts'

/** Nothing until it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const box = element.current!
    const measure = () => setSize({ width: box.clientWidth, height: box.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    measure()
    return () => observer.disconnect()
  }, [element])
  return size
}
