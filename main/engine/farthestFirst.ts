/**
 * Orders images so that each one is as different as possible from everything labelled and from all before it (farthest-first
 * traversal; as "core-set" in Sener and Savarese, "Active learning for convolutional neural networks", 2018). Pictures are
 * compared by the angle between what the network saw of them.
 */
import { setImmediate } from 'node:timers/promises'
import { pauses } from './formats/pauses.ts'

export type Seen = { readonly imageId: number; readonly isLabelled: boolean; readonly features: Int8Array }
export type Different = {
  readonly imageId: number
  /** 1 - cosine of the angle to the most similar one before it, 0..1. */
  readonly difference: number
}

/**
 * @param most so many are placed one after the other; the others follow by their difference from all of these
 * @param onPlaced is called with 0 now and then before the first; what it throws ends the work
 */
export async function farthestFirst(
  seen: readonly Seen[],
  most: number,
  onPlaced: (placed: number) => void,
): Promise<Different[]> {
  const known = seen.filter(({ isLabelled }) => isLabelled).map(toDirection)
  const open = seen.filter(({ isLabelled }) => !isLabelled)
  const directions = open.map(toDirection)
  // With nothing labelled yet, the most usual picture comes first.
  const nearest = new Float64Array(open.length).fill(1)
  const isFirstUsual = known.length === 0
  if (isFirstUsual) keepNearer(nearest, directions, meanOf(directions))
  const pause = pauses()
  for (const direction of known) {
    keepNearer(nearest, directions, direction)
    const due = pause()
    if (!due) continue
    await due
    onPlaced(0)
  }
  const placed: Different[] = []
  const isPlaced = new Uint8Array(open.length)
  while (placed.length < Math.min(most, open.length)) {
    const next = farthest(nearest, isPlaced, isFirstUsual && placed.length === 0)
    if (isFirstUsual && placed.length === 0) nearest.fill(1)
    isPlaced[next] = 1
    placed.push({ imageId: open[next]!.imageId, difference: nearest[next]! })
    keepNearer(nearest, directions, directions[next]!)
    onPlaced(placed.length)
    await setImmediate()
  }
  const rest = open.flatMap(({ imageId }, index) => (isPlaced[index] ? [] : [{ imageId, difference: nearest[index]! }]))
  return [...placed, ...rest.sort((a, b) => b.difference - a.difference)]
}

/** The image farthest from all that came before; `isNearest`: the nearest instead. Of equals the first. */
function farthest(nearest: Float64Array, isPlaced: Uint8Array, isNearest: boolean): number {
  let best = -1
  for (let index = 0; index < nearest.length; index++) {
    if (isPlaced[index]) continue
    const isBetter = best < 0 || (isNearest ? nearest[index]! < nearest[best]! : nearest[index]! > nearest[best]!)
    if (isBetter) best = index
  }
  return best
}

function keepNearer(nearest: Float64Array, directions: readonly Float32Array[], to: Float32Array): void {
  for (const [index, direction] of directions.entries()) {
    const distance = Math.min(1, Math.max(0, 1 - dot(direction, to)))
    if (distance < nearest[index]!) nearest[index] = distance
  }
}

function toDirection({ features }: Seen): Float32Array {
  return unit(Float32Array.from(features))
}

function meanOf(directions: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(directions[0]?.length ?? 0)
  for (const direction of directions) for (const [index, value] of direction.entries()) sum[index]! += value
  return unit(sum)
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  return length > 0 ? vector.map((value) => value / length) : vector
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

/** The direction of a vector in one byte a number. */
export function toBytes(vector: Float32Array): Int8Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return Int8Array.from(vector, (value) => (largest > 0 ? Math.round((value / largest) * 127) : 0))
}
