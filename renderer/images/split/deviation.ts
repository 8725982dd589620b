/** Whether a part holds about its share of a class, so that the table can mark where it does not. */
import type { SplitName } from '../../../shared/model.ts'
import { splitNames } from '../../../shared/split/deal.ts'

export type Counts = Readonly<Record<SplitName, number>>
export type Deviation = 'none' | 'missing' | 'over' | 'under'

/** Three points of a hundred are within what chance and whole images allow. */
const mostDifference = 0.03

export const sumOf = (counts: Counts): number => counts.train + counts.val + counts.test

/** @returns the share of the class that lies in the part, 0..1 */
export function shareOf(counts: Counts, part: SplitName): number {
  const sum = sumOf(counts)
  return sum === 0 ? 0 : counts[part] / sum
}

/**
 * @param images all images by part: a class should be spread as they are
 * @param boxes the boxes of one class by part
 * @param classImages the images with that class by part
 */
export function deviationOf(part: SplitName, images: Counts, boxes: Counts, classImages: Counts): Deviation {
  const expected = shareOf(images, part)
  if (sumOf(boxes) === 0 || expected === 0) return 'none'
  const usedParts = splitNames.filter((name) => images[name] > 0).length
  // A class of two images cannot be in three parts.
  if (boxes[part] === 0) return sumOf(classImages) >= usedParts ? 'missing' : 'none'
  const difference = shareOf(boxes, part) - expected
  // Few boxes come in whole numbers: one more or less is no deviation.
  if (Math.abs(difference) <= mostDifference || Math.abs(difference) * sumOf(boxes) < 2) return 'none'
  return difference > 0 ? 'over' : 'under'
}
