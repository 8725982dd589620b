/**
 * Detections of one category from the highest score to the lowest, each right or wrong: what precision, recall and F1
 * are counted from. Ignored detections are left out.
 * Shapes: N detections that count.
 */
import type { CategoryIndex } from './categoryIndex.ts'
import { type CrossMatches, notCounted } from './crossMatch.ts'
import type { Dataset, MetricCategory } from './dataset.ts'
import { categoryIdsOf, firstIntegers, groupBy, membersOf, placesOf } from './grouping.ts'
import { matchCategory, outcome } from './match.ts'

export type Ranking = {
  readonly category: MetricCategory
  /** Ground truths that count. */
  readonly groundTruths: number
  /** Places in dataset.detections. [N] */
  readonly detections: Int32Array
  /** Descending. [N] */
  readonly scores: Float64Array
  /** 1 for a true positive, 0 for a false one. [N] */
  readonly isTrue: Uint8Array
}

/** Judged within the category by COCO's rules: the ranking whose curve belongs to the average precision. */
export function rankCategory(index: CategoryIndex, iou: number): Ranking {
  const matches = matchCategory(index, [iou])
  const counts = (_: number, position: number) => matches.outcomes[position] !== outcome.ignored
  return {
    category: index.category,
    groundTruths: matches.groundTruthCount,
    detections: index.detections.filter(counts),
    scores: index.scores.filter(counts),
    isTrue: matches.outcomes.filter(counts).map((value) => (value === outcome.truePositive ? 1 : 0)),
  }
}

/** Judged across categories, one ranking a category of the dataset: the same counts as the confusion matrix. */
export function rankCrossMatches(dataset: Dataset, matches: CrossMatches): Ranking[] {
  const categoryIds = categoryIdsOf(dataset.categories)
  const scores = dataset.detections.scores
  const detectionCategories = placesOf(dataset.detections.categoryIds, categoryIds)
  const groundTruthCategories = placesOf(dataset.groundTruths.categoryIds, categoryIds)
  const byScore = firstIntegers(scores.length)
    .filter((detection) => matches.groundTruths[detection] !== notCounted)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
  const objects = firstIntegers(groundTruthCategories.length).filter(
    (place) => matches.detections[place] !== notCounted,
  )
  const detectionsByCategory = groupBy(byScore, detectionCategories, categoryIds.length)
  const objectsByCategory = groupBy(objects, groundTruthCategories, categoryIds.length)
  return dataset.categories.map((category, place) => {
    const detections = membersOf(detectionsByCategory, place)
    // Without a match there is no ground truth, hence no category to agree with.
    const isTrue = (detection: number) => groundTruthCategories[matches.groundTruths[detection]!] === place
    return {
      category,
      groundTruths: membersOf(objectsByCategory, place).length,
      detections,
      scores: Float64Array.from(detections, (detection) => scores[detection]!),
      isTrue: Uint8Array.from(detections, (detection) => (isTrue(detection) ? 1 : 0)),
    }
  })
}
