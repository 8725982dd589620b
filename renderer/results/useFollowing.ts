/** A value that is costly to show follows the one that is wanted: at once where it can, and in any case before long. */
import { type RefObject, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'

/**
 * While a slider moves in every frame, React begins what it has put off anew in every frame, and where that takes longer than
 * what the frame leaves, it would come to an end only when the hand rests. Then it is done at once after a while: what answers
 * within a tenth of a second seems to move along. The while is as long as the work, so that half of the time is the slider's.
 */
const usualLagMs = 100
const waitPerWork = 1
/** Who has not moved for so long rests. */
const restMs = 50
/** A frame of a usual display: what takes no longer is shown in the frame of the movement. */
const frameMs = 16
/** Where the processor draws, to lay out and to paint takes about twice as long as to build. */
const wholePerBuilding = 3
/** So long may a movement be held up that no other follows. */
const briefMs = 50
/** So many of the last times count: the first may prepare what the others find. */
const timesKept = 3

/** @returns the value to show: the very one that was wanted at some time */
export function useFollowing<Value>(wanted: Value): Value {
  const [followed, setFollowed] = useState(wanted)
  const times = useRef<readonly number[]>([])
  const tookMs = middleOf(times.current)
  const isQuick = tookMs !== null && tookMs <= frameMs
  const isBrief = tookMs !== null && tookMs <= briefMs
  const shown = isQuick ? wanted : followed
  const newest = useRef(wanted)
  const movedAt = useRef(Number.NEGATIVE_INFINITY)
  useWorkTimes(shown, times)
  useLayoutEffect(() => {
    newest.current = wanted
    const isMoving = performance.now() - movedAt.current < restMs
    movedAt.current = performance.now()
    if (isQuick) {
      setFollowed(wanted)
      return
    }
    const follow = () => {
      if (isBrief) setFollowed(wanted)
      else startTransition(() => setFollowed(wanted))
    }
    if (!isMoving) {
      follow()
      return
    }
    // Begun in every frame it would only be thrown away, and cost each of them its time.
    const timer = setTimeout(follow, restMs)
    return () => clearTimeout(timer)
  }, [wanted, isQuick, isBrief])
  const isBehind = !Object.is(shown, wanted)
  // A new lag begins whenever another value is shown; by then it is painted, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is a reason
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => setFollowed(newest.current), tookMs === null ? usualLagMs : waitPerWork * tookMs)
    return () => clearTimeout(timer)
  }, [shown, isBehind])
  return shown
}

/** Notes about how many milliseconds of the window each change of the value takes. */
function useWorkTimes(shown: unknown, times: RefObject<readonly number[]>): void {
  const renderedAt = performance.now()
  const last = useRef(shown)
  const beforeMs = useRef(0)
  // After everything that shows the value has been built anew.
  useLayoutEffect(() => {
    const builtMs = performance.now() - renderedAt
    if (Object.is(last.current, shown)) {
      // The slider moved, and what it wants comes later in the frame.
      beforeMs.current = builtMs
      return
    }
    last.current = shown
    times.current = [...times.current, wholePerBuilding * (beforeMs.current + builtMs)].slice(-timesKept)
    beforeMs.current = 0
  })
}

/** A moment in which the machine had other work says nothing. Null while nothing is known. */
function middleOf(times: readonly number[]): number | null {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? null
}
