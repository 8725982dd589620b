/** A value that is costly to show follows the one that is wanted: at once where it can, and in any case before long. */
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
/** What takes longer than this cannot come to an end in a frame of a usual display, beside what else is drawn in it. */
const quickMs = 12
/** So many of the last times count: the first may prepare what the others find. */
const timesKept = 3

/** @returns the value to show: the very one that was wanted at some time */
export function useFollowing<Value>(wanted: Value): Value {
  const [followed, setFollowed] = useState(wanted)
  const times = useRef<readonly number[]>([])
  const tookMs = usualOf(times.current)
  const isQuick = tookMs <= quickMs
  const shown = isQuick ? wanted : followed
  const renderedAt = performance.now()
  const newest = useRef(wanted)
  const last = useRef(wanted)
  const movedAt = useRef(Number.NEGATIVE_INFINITY)
  // After all that shows the value has been built anew.
  useLayoutEffect(() => {
    if (Object.is(last.current, shown)) return
    last.current = shown
    times.current = [...times.current, performance.now() - renderedAt].slice(-timesKept)
  })
  useLayoutEffect(() => {
    newest.current = wanted
    const isMoving = performance.now() - movedAt.current < restMs
    movedAt.current = performance.now()
    if (isQuick) {
      setFollowed(wanted)
      return
    }
    const follow = () => startTransition(() => setFollowed(wanted))
    if (!isMoving) {
      follow()
      return
    }
    // Begun in every frame it would only be thrown away, and cost each of them its time.
    const timer = setTimeout(follow, restMs)
    return () => clearTimeout(timer)
  }, [wanted, isQuick])
  const isBehind = !Object.is(shown, wanted)
  // A new lag begins whenever another value is shown; by then it is painted, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is a reason
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(
      () => setFollowed(newest.current),
      Math.max(usualLagMs, Number.isFinite(tookMs) ? waitPerWork * tookMs : 0),
    )
    return () => clearTimeout(timer)
  }, [shown, isBehind])
  return shown
}

/** The middle one: a moment in which the machine had other work says nothing. */
function usualOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY
}
