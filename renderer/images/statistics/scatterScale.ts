/** Widths and heights of boxes on two logarithmic axes, and back. */
import type { Size } from '../../../shared/box.ts'

/** Powers of two at the ends of both axes. */
export type ScatterRange = { readonly from: number; readonly to: number }

export function rangeOf(values: readonly number[]): ScatterRange {
  const logs = values.filter((value) => value > 0).map(Math.log2)
  if (logs.length === 0) return { from: 0, to: 1 }
  const from = Math.floor(Math.min(...logs))
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...logs))) }
}

/** Place of a box on a canvas, the larger boxes to the right and above. */
export function placeOf(width: number, height: number, range: ScatterRange, canvas: Size) {
  const share = (value: number) => (Math.log2(value) - range.from) / (range.to - range.from)
  return { x: share(width) * canvas.width, y: (1 - share(height)) * canvas.height }
}

export function sizeAt(x: number, y: number, range: ScatterRange, canvas: Size): { width: number; height: number } {
  const value = (share: number) => 2 ** (range.from + Math.max(0, Math.min(1, share)) * (range.to - range.from))
  return { width: value(x / canvas.width), height: value(1 - y / canvas.height) }
}
