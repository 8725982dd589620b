/** For what need not follow a slider: whoever looks at it has let the slider go. */
import { useEffect, useState } from 'react'

/** Long enough that a slider which moves on does not meet it, too short to be waited for. */
export const restMs = 100

/** @returns the value as it was when it last stayed the same for a moment */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    if (Object.is(rested, value)) return
    const timer = setTimeout(() => setRested(() => value), restMs)
    return () => clearTimeout(timer)
  }, [value, rested])
  return rested
}
