/** Long work in this process lets other calls be answered now and then. */
import { setImmediate } from 'node:timers/promises'

/** So long others wait at most: nobody feels it. */
const longestMs = 25

/** To call again and again: null while it may go on, else what to wait for. */
export type Pause = () => Promise<void> | null

export function pauses(): Pause {
  let since = performance.now()
  const pause = async (): Promise<void> => {
    await setImmediate()
    since = performance.now()
  }
  return () => (performance.now() - since < longestMs ? null : pause())
}

/** Does all pieces of a work with such pauses. */
export async function withPauses<Result>(pieces: Generator<void, Result>): Promise<Result> {
  const pause = pauses()
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    if (piece.done) return piece.value
    const due = pause()
    if (due) await due
  }
}

/** Does them at once, where there are few. */
export function withoutPauses<Result>(pieces: Generator<void, Result>): Result {
  for (let piece = pieces.next(); ; piece = pieces.next()) if (piece.done) return piece.value
}
