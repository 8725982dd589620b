/** Which side of a comparison is the reference: what is trusted more. */
import type { LabelColumns, LabellingComparison, LabellingKind } from '../../labellingCalls.ts'
import type { MetricCategory } from '../dataset.ts'
import type { ComparedLabel, LabelSides } from './compareLabels.ts'

export type ComparisonSides = LabelSides & { readonly reference: LabelColumns; readonly other: LabelColumns }

/** Hidden labels come before those drawn anew, the project's before somebody else's. */
export function sidesOf(
  { labelling, project }: LabellingComparison,
  kind: LabellingKind,
  categories: readonly MetricCategory[],
): ComparisonSides {
  const [reference, other] = kind === 'control' ? [labelling, project] : [project, labelling]
  return { categories, reference, other }
}

/** Without the boxes of rejected images: nobody labels those. */
export function countedLabels({ images }: LabellingComparison, labels: readonly ComparedLabel[]): ComparedLabel[] {
  const rejected = new Set(images.filter(({ state }) => state === 'rejected').map(({ imageId }) => imageId))
  return labels.filter(({ imageId }) => !rejected.has(imageId))
}
