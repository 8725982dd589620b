/** The lines of the list of images: what each came to, in the order that is wanted. */
import type { ImageTally } from '../../../shared/metrics/perImage.ts'
import type { EvaluatedImage } from '../../../shared/reports.ts'
import type { ImageOrder } from './imagesView.ts'

export type ImageRow = ImageTally & { readonly image: EvaluatedImage }

/** Place of each image's name among all names; computed once, since comparing names as people count is slow. */
export function namePlaces(images: readonly EvaluatedImage[]): ReadonlyMap<number, number> {
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  const sorted = [...images].sort((a, b) => compare(a.path, b.path))
  return new Map(sorted.map((image, place) => [image.id, place]))
}

/** The worst first; equal ones by their errors, then by name. What has no F1 (nothing there, nothing seen) comes last. */
export function orderRows(
  rows: readonly ImageRow[],
  order: ImageOrder,
  places: ReadonlyMap<number, number>,
): ImageRow[] {
  const byName = (a: ImageRow, b: ImageRow) => places.get(a.imageId)! - places.get(b.imageId)!
  if (order === 'name') return [...rows].sort(byName)
  const badness = badnessOf[order]
  return [...rows].sort((a, b) => badness(b) - badness(a) || errorsOf(b) - errorsOf(a) || byName(a, b))
}

const badnessOf: Readonly<Record<Exclude<ImageOrder, 'name'>, (row: ImageRow) => number>> = {
  f1: ({ f1 }) => (f1 === null ? -1 : 1 - f1),
  missed: ({ missed, confused }) => missed + confused,
  falseAlarms: ({ falseAlarms, confused }) => falseAlarms + confused,
}

const errorsOf = ({ confused, falseAlarms, missed }: ImageTally): number => 2 * confused + falseAlarms + missed
