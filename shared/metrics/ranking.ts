/**
 * Detections from the highest score to the lowest, each right or wrong: what precision, recall and F1 are counted from.
 * Ignored detections are left out.
 * Shapes: N detections that count, K categories.
 */
import type { CategoryIndex } from './categoryIndex.ts'
import { type CrossMatches, notCounted, unmatched } from './crossMatch.ts'
import type { MetricCategory } from './dataset.ts'
import { firstIntegers, groupBy, groupSizes, membersOf } from './grouping.ts'
import { matchCategory, outcome } from './match.ts'

/** Of one category. */
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

/** Of all categories in one list. */
export type JointRanking = {
  /** Places in dataset.detections. [N] */
  readonly detections: Int32Array
  /** Descending. [N] */
  readonly scores: Float64Array
  /** Place of the category that the model said. [N] */
  readonly categories: Int32Array
  /** 1 for a true positive, 0 for a false one. [N] */
  readonly isTrue: Uint8Array
  /** Ground truths that count. [K] */
  readonly groundTruths: Int32Array
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

/** Judged across categories: the same counts as the confusion matrix. */
export function rankJointly({ index, groundTruths: matched }: CrossMatches): JointRanking {
  const { order, scores, groundTruthCategories, objects } = index
  const detections = new Int32Array(order.length)
  const keptScores = new Float64Array(order.length)
  const categories = new Int32Array(order.length)
  const isTrue = new Uint8Array(order.length)
  let count = 0
  for (let position = 0; position < order.length; position++) {
    const detection = order[position]!
    const groundTruth = matched[detection]!
    if (groundTruth === notCounted) continue
    detections[count] = detection
    keptScores[count] = scores[position]!
    const category = index.categories[position]!
    categories[count] = category
    isTrue[count] = groundTruth !== unmatched && groundTruthCategories[groundTruth] === category ? 1 : 0
    count++
  }
  return {
    detections: detections.subarray(0, count),
    scores: keptScores.subarray(0, count),
    categories: categories.subarray(0, count),
    isTrue: isTrue.subarray(0, count),
    groundTruths: groupSizes(objects),
  }
}

/** The same, one ranking a category of the dataset. */
export function rankCrossMatches(matches: CrossMatches): Ranking[] {
  const { categories } = matches.index.dataset
  const joint = rankJointly(matches)
  const byCategory = groupBy(firstIntegers(joint.detections.length), joint.categories, categories.length)
  return categories.map((category, place) => {
    const positions = membersOf(byCategory, place)
    return {
      category,
      groundTruths: joint.groundTruths[place]!,
      detections: positions.map((position) => joint.detections[position]!),
      scores: Float64Array.from(positions, (position) => joint.scores[position]!),
      isTrue: Uint8Array.from(positions, (position) => joint.isTrue[position]!),
    }
  })
}
