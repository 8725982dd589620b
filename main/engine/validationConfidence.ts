/** The threshold of confidence at which a run is judged when nobody names one. */
import { bestConfidenceIn } from '../../shared/metrics/bestConfidence.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { type Evaluation, isOtherThanValidation } from '../../shared/reports.ts'
import { evaluationData } from './evaluationData.ts'
import type { Store } from './store/store.ts'

/**
 * The confidence with the best mean F1 on the validation images of a run: one chosen on the judged images would flatter them.
 * @returns null where the validation images are the judged ones, or were not evaluated
 */
export function validationConfidence(
  store: Store,
  { runId, split }: Pick<Evaluation, 'runId' | 'split'>,
  iou: number,
): number | null {
  if (!isOtherThanValidation(split)) return null
  const validation = store.evaluations.list().find((one) => one.runId === runId && one.split === 'val')
  if (!validation || validation.images === 0) return null
  const data = evaluationData(store, validation.id, { probabilities: false })
  return bestConfidenceIn(datasetFromEvaluation(data), iou)
}
