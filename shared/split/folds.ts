/**
 * Deals images to folds of the same size for cross-validation: as train, val and test are dealt, so classes are spread by
 * boxes and images of one group stay together. Fold after fold is taken from what the former ones left.
 */
import { dealSplits, type SplitImage } from './deal.ts'

export type FoldOptions = { readonly folds: number; readonly seed: number }

/** @returns the image ids of each fold; fewer folds than asked for when there are fewer groups of images */
export function dealFolds(
  images: readonly Omit<SplitImage, 'split'>[],
  { folds, seed }: FoldOptions,
): readonly (readonly number[])[] {
  const dealt: number[][] = []
  let open = images.map((image): SplitImage => ({ ...image, split: null }))
  for (let left = folds; left > 1 && open.length > 0; left--) {
    const parts = dealSplits(open, { ratio: [1, left - 1, 0], seed: seed + left, isStratified: true })
    dealt.push(open.filter(({ id }) => parts.get(id) === 'train').map(({ id }) => id))
    open = open.filter(({ id }) => parts.get(id) !== 'train')
  }
  return [...dealt, open.map(({ id }) => id)].filter((fold) => fold.length > 0)
}
