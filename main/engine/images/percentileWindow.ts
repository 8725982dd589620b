/** Shows values of any depth in 8 bits: the window runs from a low to a high percentile of the picture's own values. */
import { windowPercentiles } from '../../../shared/windowPercentiles.ts'
import { windowBins } from './config.ts'

type Window = { readonly low: number; readonly high: number }

/** @returns each value as 0..255; values that are no number become 0 */
export function showInWindow(values: ArrayLike<number>): Uint8Array {
  const { low, high } = windowOf(values)
  const scale = high > low ? 255 / (high - low) : 0
  const shown = new Uint8Array(values.length)
  for (let index = 0; index < values.length; index++) {
    const level = (values[index]! - low) * scale
    // Written so that what is no number falls through to 0.
    if (level > 0) shown[index] = level < 255 ? Math.round(level) : 255
  }
  return shown
}

/** A picture whose percentiles coincide, as a mask with a few small objects, is shown from its least to its greatest value. */
export function windowOf(values: ArrayLike<number>): Window {
  const whole = rangeOf(values)
  if (whole.high <= whole.low) return whole
  const window = percentilesOf(values, whole)
  return window.high > window.low ? window : whole
}

function rangeOf(values: ArrayLike<number>): Window {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    if (value < low && value !== Number.NEGATIVE_INFINITY) low = value
    if (value > high && value !== Number.POSITIVE_INFINITY) high = value
  }
  return low <= high ? { low, high } : { low: 0, high: 0 }
}

/** Counts values in bins. Whole numbers over fewer values than there are bins get a bin each, and are found exactly. */
function percentilesOf(values: ArrayLike<number>, { low, high }: Window): Window {
  const width = Math.max(high - low, 0) < windowBins && isWhole(values) ? 1 : (high - low) / (windowBins - 1)
  const counts = new Uint32Array(windowBins)
  let total = 0
  for (let index = 0; index < values.length; index++) {
    const bin = Math.floor((values[index]! - low) / width)
    if (!(bin >= 0 && bin < windowBins)) continue
    counts[bin]! += 1
    total += 1
  }
  return {
    low: low + width * binAt(counts, (total * windowPercentiles.low) / 100),
    high: low + width * binAt(counts, (total * windowPercentiles.high) / 100),
  }
}

const isWhole = (values: ArrayLike<number>): boolean =>
  !(values instanceof Float32Array) && !(values instanceof Float64Array)

/** The first bin up to which more than so many values lie. */
function binAt(counts: Uint32Array, rank: number): number {
  let seen = 0
  for (let bin = 0; bin < counts.length; bin++) {
    seen += counts[bin]!
    if (seen > rank) return bin
  }
  return counts.length - 1
}
