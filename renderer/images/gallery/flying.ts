/** Whether the wall flies past so fast that no picture need be asked for. */

type Moment = { readonly top: number; readonly at: number }

/** Faster than this, in pixels per millisecond, nobody sees single crops: each is in sight for a quarter of a second. */
const flyingSpeed = 3
/** So long without movement the wall rests. */
export const restMs = 120
/** Frames that take longer do not make the wall slower: else the pictures asked for would be what keeps them long. */
const longestFrameMs = 33

/** The first step after a rest, as by one notch of the wheel or a page, flies nowhere. */
export function isFlyingPast(before: Moment, now: Moment): boolean {
  const elapsedMs = Math.max(1, now.at - before.at)
  return elapsedMs < restMs && Math.abs(now.top - before.top) / Math.min(elapsedMs, longestFrameMs) > flyingSpeed
}
