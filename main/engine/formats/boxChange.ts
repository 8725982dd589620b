/** In what a box differs from the row that it was read from. */
import { isSameBox, type Size } from '../../../shared/box.ts'
import type { LabelledBox, LabelledImage, ReadBox } from './format.ts'
import { placeBox } from './placeBoxes.ts'

export type BoxChange = {
  readonly isMoved: boolean
  readonly isRelabelled: boolean
  readonly isNoted: boolean
  /** Difficult, truncated, occluded or ignore. */
  readonly isFlagged: boolean
  readonly isScored: boolean
}

export type ImageFrame = { readonly units: LabelledImage['units']; readonly size: Size }

/** Null when there is nothing to compare with. */
export function changeOf(read: ReadBox | null, box: LabelledBox, { units, size }: ImageFrame): BoxChange | null {
  if (!read) return null
  const { box: placed, problem } = placeBox(read, { units, sourceFile: '' }, size)
  return {
    // A box that had to be cut at the border is written as it is now, or others would refuse it.
    isMoved: !placed || problem !== undefined || !isSameBox(placed, box),
    isRelabelled: read.className !== box.className,
    isNoted: read.note !== box.note,
    isFlagged: flags.some((flag) => read[flag] !== box[flag]),
    isScored: read.score !== box.score,
  }
}

const flags = ['difficult', 'truncated', 'occluded', 'ignore'] as const
