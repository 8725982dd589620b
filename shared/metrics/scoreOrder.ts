/**
 * Sorting by score, the highest first; equal scores keep the order in which they came. A radix sort over the bits of the
 * scores, because comparing the 233,000 detections of 5,000 images two by two takes most of the time of a scoring.
 */
import type { NumberColumn } from './dataset.ts'

const digitBits = 16
const digitValues = 2 ** digitBits
/** Of a 64-bit number, the lowest first, as little-endian machines keep it: Electron runs on no other. */
const digits = 64 / digitBits
/** Below it, going through all values of a digit would take longer than comparing. */
const leastForDigits = 4096

/** @param items places in `scores`, in the order that equal scores keep @returns the same items */
export function byDescendingScore(items: Int32Array, scores: NumberColumn): Int32Array {
  if (items.length < leastForDigits) return items.toSorted((a, b) => compareDescending(scores[a]!, scores[b]!))
  const keys = descendingKeys(items, scores)
  let from = Int32Array.from(items, (_, position) => position)
  let to = new Int32Array(items.length)
  for (let digit = 0; digit < digits; digit++) {
    if (!sortByDigit(keys, digit, from, to)) continue
    const sorted = to
    to = from
    from = sorted
  }
  return from.map((position) => items[position]!)
}

/** Infinite scores have no difference. */
function compareDescending(a: number, b: number): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}

/** The digits of each item's score, changed so that they ascend where the scores descend. */
function descendingKeys(items: Int32Array, scores: NumberColumn): Uint16Array {
  // A zero is added because -0 and 0 are the same score, but not the same bits.
  const keys = new Uint16Array(Float64Array.from(items, (item) => scores[item]! + 0).buffer)
  const highest = digits - 1
  for (let at = 0; at < keys.length; at += digits) {
    // The bits of negative numbers descend already, and the sign puts them behind the others.
    if (keys[at + highest]! >= digitValues / 2) continue
    for (let digit = 0; digit < highest; digit++) keys[at + digit]! ^= digitValues - 1
    keys[at + highest]! ^= digitValues / 2 - 1
  }
  return keys
}

/** One stable pass over the items of `from` into `to`. @returns false when all have the same digit and may stay */
function sortByDigit(keys: Uint16Array, digit: number, from: Int32Array, to: Int32Array): boolean {
  const next = new Int32Array(digitValues)
  for (const position of from) next[keys[position * digits + digit]!]!++
  let start = 0
  for (let value = 0; value < digitValues; value++) {
    const count = next[value]!
    if (count === from.length) return false
    next[value] = start
    start += count
  }
  for (const position of from) to[next[keys[position * digits + digit]!]!++] = position
  return true
}

/** How many of the entries from `start` to `end` are above the confidence; they descend. */
export function countAbove(scores: Float64Array, confidence: number, start = 0, end = scores.length): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (scores[middle]! > confidence) low = middle + 1
    else high = middle
  }
  return low - start
}
