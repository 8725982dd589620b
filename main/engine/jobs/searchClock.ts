/** How long a search has been at work, without the time in which it stood still, and when its time is up. */

export type SearchClock = {
  /** Seconds at work, those before a break among them. */
  readonly elapsed: () => number
  /** Seconds; infinite without a limit. */
  readonly left: () => number
  readonly pause: () => void
  readonly goOn: () => void
  /** Nothing is told any more. */
  readonly stop: () => void
}

export type ClockOptions = {
  /** Seconds that were used before. */
  readonly used: number
  /** Seconds in all; null: no limit. */
  readonly limit: number | null
  readonly onUp: () => void
}

/** Node's timers go no further. */
const longestTimerMs = 2 ** 31 - 1

export function searchClock({ used, limit, onUp }: ClockOptions): SearchClock {
  let before = used
  let startedAt: number | null = null
  let timer: NodeJS.Timeout | undefined
  const elapsed = () => before + (startedAt === null ? 0 : (performance.now() - startedAt) / 1000)
  const left = () => (limit === null ? Number.POSITIVE_INFINITY : Math.max(0, limit - elapsed()))
  const wait = () => {
    // A timer may come a moment early.
    if (left() === 0) onUp()
    else if (limit !== null) timer = setTimeout(wait, Math.min(Math.ceil(left() * 1000), longestTimerMs))
  }
  const goOn = () => {
    if (startedAt !== null) return
    startedAt = performance.now()
    wait()
  }
  const pause = () => {
    before = elapsed()
    startedAt = null
    clearTimeout(timer)
  }
  goOn()
  return { elapsed, left, pause, goOn, stop: () => clearTimeout(timer) }
}
