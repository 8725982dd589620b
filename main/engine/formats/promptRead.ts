/**
 * Reads small files one after the other in this thread while that is quicker than handing each to another one, which costs
 * six times the reading itself; on a slow disk the threads of the system wait instead.
 */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Milliseconds for a file, on average, up to which waiting for it costs less than handing it on. */
const promptMs = 0.5
/** The share of the newest reading in the average. */
const newest = 0.1
/** So often a slow disk is asked whether it has become quick. */
const retryEvery = 64

export function promptReader(): (path: string) => Promise<Uint8Array> {
  let averageMs = 0
  let handedOn = 0
  return async (path) => {
    if (averageMs > promptMs && ++handedOn % retryEvery !== 0) return readFile(path)
    const start = performance.now()
    const bytes = readFileSync(path)
    averageMs = (1 - newest) * averageMs + newest * (performance.now() - start)
    return bytes
  }
}
