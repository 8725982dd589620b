/**
 * What a filter says, as data. Lists, gallery, export and command line share it. Terms about images must all hold; of the
 * terms about boxes, an image has one box that fits all of them together, while "not" means that no box fits.
 */
import { annotationOrigin, imageState, splitName } from '../model.ts'

export const comparisons = ['=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

export const splitChoices = [...splitName.options, 'none'] as const
export const imageMarks = ['broken', 'missing', 'changed', 'noted', 'proposed'] as const
export const boxFlags = ['difficult', 'truncated', 'occluded', 'ignore', 'locked', 'copied', 'noted'] as const
/** What the rule checks find (shared/rules.ts). */
export const findingKinds = ['tiny', 'outside', 'duplicate', 'near-duplicate', 'two-classes'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Fields whose values are words of a fixed list. */
export const wordFields = {
  state: imageState.options,
  split: splitChoices,
  is: imageMarks,
  origin: annotationOrigin.options,
  flag: boxFlags,
  issue: findingKinds,
} as const satisfies Record<string, readonly string[]>
export type WordField = keyof typeof wordFields

/** Fields with a number: boxes in the image; of a box the longer side, width and height in pixels, width / height, confidence. */
export const numberFields = ['count', 'size', 'width', 'height', 'aspect', 'score'] as const
export type NumberField = (typeof numberFields)[number]

/** Fields with free text: names of classes; part of a note on the image or one of its boxes. */
export const textFields = ['class', 'note'] as const
export type TextField = (typeof textFields)[number]

export type FilterTerm = { readonly isNot: boolean } & (
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'words'; readonly field: WordField; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly field: NumberField; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'text'; readonly field: TextField; readonly values: readonly string[] }
)

/** Terms that speak of a box and not of an image. */
export function isBoxTerm(term: FilterTerm): boolean {
  if (term.kind === 'words') return term.field === 'origin' || term.field === 'flag' || term.field === 'issue'
  if (term.kind === 'number') return term.field !== 'count'
  return term.kind === 'text' && term.field === 'class'
}
