/**
 * Handles small files one after the other in this thread while that is quicker than handing each to another one, which
 * costs several times the work itself; on a slow disk the threads of the system wait instead.
 */

/** Milliseconds for a file, on average, up to which waiting for it costs less than handing it on. */
const promptMs = 0.5
/** The share of the newest file in the average. */
const newest = 0.1
/** So often a slow disk is asked whether it has become quick. */
const retryEvery = 64

export type Promptly = <Result>(here: () => Result, handedOn: () => Promise<Result>) => Promise<Result>

/** Each for files of one kind and one disk, as it remembers how quick they were. */
export function promptly(): Promptly {
  let averageMs = 0
  let count = 0
  return async (here, handedOn) => {
    if (averageMs > promptMs && ++count % retryEvery !== 0) return handedOn()
    const start = performance.now()
    const result = here()
    averageMs = (1 - newest) * averageMs + newest * (performance.now() - start)
    return result
  }
}
