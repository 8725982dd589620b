/** Figures of boxes sorted into bars, and the range of the filter that each bar stands for. */
import { withRange } from '../../../shared/filter/editFilter.ts'
import type { NumberField } from '../../../shared/filter/terms.ts'
import type { Statistics } from './useStatistics.ts'

export type Bar = {
  /** Null where the bar is open to that side. */
  readonly from: number | null
  readonly to: number | null
  readonly count: number
}

/** Longer sides of boxes, in powers of two: the bar of 32 holds those from 32 to below 64 pixels. */
export function sizeBars({ categories }: Statistics): Bar[] {
  const last = Math.max(-1, ...categories.map(({ sizeHistogram }) => sizeHistogram.length - 1))
  const bars = Array.from({ length: last + 1 }, (_, power): Bar => {
    const count = categories.reduce((sum, { sizeHistogram }) => sum + (sizeHistogram[power] ?? 0), 0)
    return { from: power === 0 ? null : 2 ** power, to: 2 ** (power + 1), count }
  })
  return withoutEmptyEnds(bars)
}

/** Borders between the bars of width / height; a square lies in the middle one. */
const aspectBorders = [0.125, 0.25, 0.35, 0.5, 0.71, 0.9, 1.11, 1.41, 2, 2.83, 4, 8]

/** Of the sample of each class, weighed by how many boxes a sampled one stands for. */
export function aspectBars({ categories }: Statistics): Bar[] {
  const counts = new Array<number>(aspectBorders.length + 1).fill(0)
  for (const { boxes, sample } of categories) {
    for (const [index, width] of sample.widths.entries()) {
      const aspect = width / sample.heights[index]!
      const above = aspectBorders.findIndex((border) => aspect < border)
      counts[above < 0 ? aspectBorders.length : above]! += boxes / sample.widths.length
    }
  }
  const bars = counts.map((count, index) => ({
    from: aspectBorders[index - 1] ?? null,
    to: aspectBorders[index] ?? null,
    count: Math.round(count),
  }))
  return counts.some((count) => count > 0) ? bars : []
}

const mostImageBars = 16

/** Images by their number of boxes; more than sixteen numbers share bars evenly. */
export function imageBars({ boxesPerImage }: Statistics): Bar[] {
  if (boxesPerImage.every((count) => count === 0)) return []
  const step = Math.max(1, Math.ceil(boxesPerImage.length / mostImageBars))
  return Array.from({ length: Math.ceil(boxesPerImage.length / step) }, (_, index) => ({
    from: index * step,
    to: (index + 1) * step,
    count: boxesPerImage.slice(index * step, (index + 1) * step).reduce((sum, count) => sum + count, 0),
  }))
}

/** Part of the highest bar, 0..1; on the logarithmic scale a single box still shows beside a million. */
export function shareOf(count: number, highest: number, isLog: boolean): number {
  if (highest === 0) return 0
  return isLog ? Math.log1p(count) / Math.log1p(highest) : count / highest
}

/** A click on a bar asks for it, a click on the bar asked for gives up the range. */
export function toggledRange(filter: string, field: NumberField, { from, to }: Bar): string {
  const asked = withRange(filter, field, from, to)
  return asked === filter ? withRange(filter, field, null, null) : asked
}

export const isRangeAsked = (filter: string, field: NumberField, { from, to }: Bar): boolean =>
  withRange(filter, field, from, to) === filter

function withoutEmptyEnds(bars: readonly Bar[]): Bar[] {
  const first = bars.findIndex(({ count }) => count > 0)
  const last = bars.findLastIndex(({ count }) => count > 0)
  return first < 0 ? [] : bars.slice(first, last + 1)
}
