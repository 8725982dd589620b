/** What fixes would do to the figures: the labels as they would be, and the average precision with them. */
import type { Box } from '../../box.ts'
import { assertNever } from '../../errors.ts'
import type { EvaluationData } from '../../evaluationData.ts'
import { indexCategories } from '../categoryIndex.ts'
import { onlyCategories } from '../changedCategories.ts'
import { averagePrecisionOf, type CocoResult } from '../coco.ts'
import { type Dataset, relabelled } from '../dataset.ts'
import { meanOf } from '../sum.ts'
import type { Doubt } from './decided.ts'

export type LabelFix =
  | {
      readonly kind: 'change'
      readonly id: number
      readonly categoryId?: number
      readonly box?: Box
      readonly ignore?: true
    }
  | { readonly kind: 'remove'; readonly id: number }
  | {
      readonly kind: 'add'
      readonly imageId: number
      readonly categoryId: number
      readonly box: Box
      readonly ignore?: true
    }

/** What taking the model's word means; null where it has none. */
export function fixOf({ kind, imageId, label, detection }: Doubt): LabelFix | null {
  switch (kind) {
    case 'swapped':
      return label && detection && { kind: 'change', id: label.id, categoryId: detection.categoryId }
    case 'located':
      return label && detection && { kind: 'change', id: label.id, box: detection.box }
    case 'overlooked':
      return detection && { kind: 'add', imageId, categoryId: detection.categoryId, box: detection.box }
    case 'duplicate':
      return label && { kind: 'remove', id: label.id }
    case 'unseen':
      return null
    default:
      return assertNever(kind)
  }
}

/** The labels after the fixes, one after another. */
export function withFixes(data: EvaluationData, fixes: readonly LabelFix[]): EvaluationData {
  const { groundTruths } = data
  const ids = [...groundTruths.ids]
  const imageIds = [...groundTruths.imageIds]
  const categoryIds = [...groundTruths.categoryIds]
  const boxes = [...groundTruths.boxes]
  const ignore = [...groundTruths.ignore]
  const difficult = [...groundTruths.difficult]
  const truncated = [...groundTruths.truncated]
  const occluded = [...groundTruths.occluded]
  const placeOf = new Map(ids.map((id, place) => [id, place]))
  const removed = new Set<number>()
  // Not by spreading: each argument lies on the stack, and there may be a million labels.
  let newId = ids.reduce((most, id) => Math.max(most, id), 0)
  for (const fix of fixes) {
    if (fix.kind === 'add') {
      ids.push(++newId)
      imageIds.push(fix.imageId)
      categoryIds.push(fix.categoryId)
      boxes.push(...cornersOf(fix.box))
      ignore.push(fix.ignore ?? false)
      difficult.push(false)
      truncated.push(null)
      occluded.push(null)
      continue
    }
    const place = placeOf.get(fix.id)
    if (place === undefined) continue
    if (fix.kind === 'remove') removed.add(place)
    else {
      categoryIds[place] = fix.categoryId ?? categoryIds[place]!
      ignore[place] = fix.ignore ?? ignore[place]!
      if (fix.box) boxes.splice(4 * place, 4, ...cornersOf(fix.box))
    }
  }
  const kept = <T>(column: T[], width = 1): T[] =>
    removed.size === 0 ? column : column.filter((_, at) => !removed.has(Math.floor(at / width)))
  return {
    ...data,
    groundTruths: {
      ids: kept(ids),
      imageIds: kept(imageIds),
      categoryIds: kept(categoryIds),
      boxes: kept(boxes, 4),
      ignore: kept(ignore),
      difficult: kept(difficult),
      truncated: kept(truncated),
      occluded: kept(occluded),
    },
  }
}

/** What is known of the data as they are. */
export type JudgedData = {
  readonly data: EvaluationData
  readonly dataset: Dataset
  readonly coco: Pick<CocoResult, 'categories'>
}

/**
 * Average precision by COCO's rules; null where there is nothing to find. A fix touches one class or two, and the others keep
 * what they had: of 80 classes in 5,000 images, all of them would hold the window up for a second.
 */
export function averagePrecisionAfter({ data, dataset, coco }: JudgedData, fixes: readonly LabelFix[]): number | null {
  const touched = touchedCategories(data, fixes)
  const changed = onlyCategories(relabelled(dataset, withFixes(data, fixes)), touched)
  const anew = new Map(indexCategories(changed).map((index) => [index.category.id, averagePrecisionOf(index)]))
  const precisions = coco.categories
    .map(({ id, AP }) => (touched.has(id) ? anew.get(id)! : AP))
    .filter((precision) => precision !== null)
  return precisions.length === 0 ? null : meanOf(precisions)
}

function touchedCategories({ categories, groundTruths }: EvaluationData, fixes: readonly LabelFix[]): Set<number> {
  const categoryOf = new Map(groundTruths.ids.map((id, place) => [id, groundTruths.categoryIds[place]!]))
  const named = fixes.flatMap((fix) => {
    const before = fix.kind === 'add' ? undefined : categoryOf.get(fix.id)
    const after = fix.kind === 'remove' ? undefined : fix.categoryId
    return [before, after].filter((id) => id !== undefined)
  })
  // A region without a class belongs to all of them.
  return new Set(named.includes(0) ? categories.map(({ id }) => id) : named)
}

const cornersOf = ({ x1, y1, x2, y2 }: Box): number[] => [x1, y1, x2, y2]
