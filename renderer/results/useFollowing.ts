/** A value that is costly to show follows the one that is wanted: as soon as there is time, and in any case before long. */
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'

/**
 * While a slider moves in every frame, React begins what it has put off anew in every frame, and where that takes longer than
 * what the frame leaves, it would come to an end only when the hand rests. Then it is done at once: twenty pictures a second
 * are still seen to move along.
 */
const longestLagMs = 50

export function useFollowing<Value extends number | string>(wanted: Value): Value {
  const [shown, setShown] = useState(wanted)
  const newest = useRef(wanted)
  useLayoutEffect(() => {
    newest.current = wanted
    startTransition(() => setShown(wanted))
  }, [wanted])
  const isBehind = !Object.is(shown, wanted)
  // A new lag begins whenever another value is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is a reason
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => setShown(newest.current), longestLagMs)
    return () => clearTimeout(timer)
  }, [shown, isBehind])
  return shown
}
