import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isFlyingPast, restMs } from './flying.ts'
import { useGalleryView } from './galleryView.ts'

export type Frame = {
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  readonly isFlying: boolean
  readonly onScroll: () => void
}

/** Size and place of the scrolled frame; the place outlives the page. */
export function useFrame(box: RefObject<HTMLElement | null>): Frame {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [scrollTop, setScrollTop] = useState(() => useGalleryView.getState().scrollTop)
  const [isFlying, setIsFlying] = useState(false)
  const last = useRef({ at: 0, top: 0 })
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)

  useLayoutEffect(() => {
    const element = box.current!
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    setSize({ width: element.clientWidth, height: element.clientHeight })
    return () => observer.disconnect()
  }, [box])
  // Only with its full height can the wall be put back to its place.
  const isMeasured = size.height > 0
  useLayoutEffect(() => {
    if (isMeasured) box.current!.scrollTop = useGalleryView.getState().scrollTop
  }, [box, isMeasured])
  useEffect(() => () => clearTimeout(rest.current), [])

  const onScroll = useCallback(() => {
    const { scrollTop: top } = box.current!
    const now = { top, at: performance.now() }
    setIsFlying(isFlyingPast(last.current, now))
    last.current = now
    setScrollTop(top)
    clearTimeout(rest.current)
    rest.current = setTimeout(() => {
      setIsFlying(false)
      useGalleryView.setState({ scrollTop: top })
    }, restMs)
  }, [box])
  return { ...size, scrollTop, isFlying, onScroll }
}
