/** Boxes by columns, as comparisons of labels read them. */
import type { LabelColumns } from '../../shared/labellingCalls.ts'
import type { Annotation } from '../../shared/model.ts'

export function labelColumnsOf(boxes: readonly Annotation[]): LabelColumns {
  return {
    ids: boxes.map(({ id }) => id),
    imageIds: boxes.map(({ imageId }) => imageId),
    categoryIds: boxes.map(({ categoryId }) => categoryId ?? 0),
    boxes: boxes.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
    ignore: boxes.map(({ ignore }) => ignore),
  }
}
