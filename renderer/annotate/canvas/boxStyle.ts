/**
 * What is known of a box beyond its class, as it is seen on the canvas: by the pattern of its line, by hatching, and by marks of
 * letters beside its name. None of it needs colours to be told apart.
 */
import type { Annotation } from '../../../shared/model.ts'

/** Lengths of line and gap in screen pixels; none is a whole line. */
export type Dashes = readonly number[]
const whole: Dashes = []
const copiedDashes: Dashes = [3, 3]
const ignoredDashes: Dashes = [10, 5]
const occludedDashes: readonly Dashes[] = [whole, [18, 4], [7, 7], [18, 4, 3, 4]]

/** Only one pattern can be seen at a time: that nobody judged the box yet matters most. */
export function dashesOf({ copied, ignore, occluded }: Annotation): Dashes {
  if (copied) return copiedDashes
  if (ignore) return ignoredDashes
  return occludedDashes[occluded ?? 0]!
}

const occlusionMarks = [null, 'O1', 'O2', 'O?'] as const

/** Letters beside the name: ignore, difficult, truncated in percent, occluded by KITTI's level, locked, noted, copied. */
export function marksOf({ ignore, difficult, truncated, occluded, locked, note, copied }: Annotation): string[] {
  const marks = [
    ignore && 'I',
    difficult && 'D',
    truncated !== null && truncated > 0 && `T${Math.round(truncated * 100)}`,
    occlusionMarks[occluded ?? 0],
    locked && 'L',
    note !== '' && 'N',
    copied && 'C',
  ]
  return marks.filter((mark) => typeof mark === 'string')
}
