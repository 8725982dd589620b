/** For what is seen along with a slider but not read in each frame: it leaves the frames to what is. */
import { useEffect, useRef, useState } from 'react'

/** What answers within a tenth of a second seems to move along. */
const paceMs = 100

/** @returns the value once the frame that brought it is painted, yet another at most ten times a second, and the last in any case */
export function usePaced<Value>(wanted: Value): Value {
  const [paced, setPaced] = useState(wanted)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (Object.is(paced, wanted)) return
    const leftMs = changedAt.current + paceMs - performance.now()
    const timer = setTimeout(
      () => {
        changedAt.current = performance.now()
        setPaced(() => wanted)
      },
      Math.max(0, leftMs),
    )
    return () => clearTimeout(timer)
  }, [wanted, paced])
  return paced
}
