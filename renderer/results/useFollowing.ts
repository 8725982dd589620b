/** A value that is costly to show follows the one that is wanted: as soon as there is time, and in any case before long. */
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'

/**
 * While a slider moves in every frame, React begins what it has put off anew in every frame, and where that takes longer than
 * what the frame leaves, it would come to an end only when the hand rests. Then it is done at once: what answers within a tenth
 * of a second seems to move along. Where one picture takes long the wait is three times as long, so that most of the time is
 * the slider's.
 */
const usualLagMs = 100
const waitPerWork = 3
/** Who has not moved for so long rests. */
const restMs = 50
/** What takes longer than a frame of a usual display cannot come to an end between two. */
const frameMs = 16

export function useFollowing<Value extends number | string>(wanted: Value): Value {
  const [shown, setShown] = useState(wanted)
  const newest = useRef(wanted)
  const begunAt = useRef<number | null>(null)
  const tookMs = useRef(0)
  const movedAt = useRef(Number.NEGATIVE_INFINITY)
  useLayoutEffect(() => {
    newest.current = wanted
    const isMoving = performance.now() - movedAt.current < restMs
    movedAt.current = performance.now()
    const follow = () => startTransition(() => setShown(wanted))
    if (!isMoving || tookMs.current <= frameMs) {
      follow()
      return
    }
    // Begun in every frame it would only be thrown away, and cost each of them its time.
    const timer = setTimeout(follow, restMs)
    return () => clearTimeout(timer)
  }, [wanted])
  const isBehind = !Object.is(shown, wanted)
  // A new lag begins whenever another value is shown; by then it is painted, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is a reason
  useEffect(() => {
    if (begunAt.current !== null) tookMs.current = performance.now() - begunAt.current
    begunAt.current = null
    if (!isBehind) return
    const showNewest = () => {
      begunAt.current = performance.now()
      setShown(newest.current)
    }
    const timer = setTimeout(showNewest, Math.max(usualLagMs, waitPerWork * tookMs.current))
    return () => clearTimeout(timer)
  }, [shown, isBehind])
  return shown
}
