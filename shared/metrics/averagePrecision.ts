/**
 * Precision at fixed recalls, by COCO's interpolation. Source: `COCOeval.accumulate` of pycocotools/cocoeval.py.
 * Shapes: outcomes [D] from the highest score to the lowest, recalls [R] ascending, result [R].
 */
import { outcome } from './match.ts'

/**
 * For each recall r: the best precision among all points whose recall is at least r; 0 where r is not reached.
 * `groundTruthCount` is above 0.
 */
export function precisionAtRecalls(
  outcomes: Uint8Array,
  groundTruthCount: number,
  recalls: readonly number[],
): Float64Array {
  const precisions = precisionsAtTruePositives(outcomes)
  makeNonIncreasing(precisions)
  let found = 0
  return Float64Array.from(recalls, (recall) => {
    while (found < precisions.length && (found + 1) / groundTruthCount < recall) found++
    return precisions[found] ?? 0
  })
}

/**
 * Entry k is the precision just after true positive k: only there does the recall grow, and only there is a maximum.
 */
function precisionsAtTruePositives(outcomes: Uint8Array): number[] {
  const precisions: number[] = []
  let counted = 0
  for (const value of outcomes) {
    if (value === outcome.ignored) continue
    counted++
    // pycocotools adds this epsilon against 0/0; with a single detection it shows, so a perfect precision is 1 - 2e-16.
    if (value === outcome.truePositive) precisions.push((precisions.length + 1) / (counted + Number.EPSILON))
  }
  return precisions
}

/** The envelope: each value becomes the largest of itself and all that follow. */
export function makeNonIncreasing(values: number[] | Float64Array): void {
  for (let position = values.length - 1; position > 0; position--) {
    if (values[position]! > values[position - 1]!) values[position - 1] = values[position]!
  }
}
