/** Sums and means of columns and lists. */
import type { NumberColumn } from './dataset.ts'

export function sumOf(values: NumberColumn): number {
  let sum = 0
  for (let place = 0; place < values.length; place++) sum += values[place]!
  return sum
}

/** NaN of nothing. */
export function meanOf(values: NumberColumn): number {
  return sumOf(values) / values.length
}
