/** An evaluation as the window, the command line and reports read it. */
import type { EvaluationAnswer, EvaluationData, EvaluationLabels } from '../../shared/evaluationData.ts'
import type { NumberColumn } from '../../shared/metrics/dataset.ts'
import type { Store } from './store/store.ts'

/** Detections as they were found, beside the labels as they are now. */
export function evaluationData(
  store: Store,
  evaluationId: number,
  { probabilities } = { probabilities: true },
): EvaluationData {
  const labels = evaluationLabels(store, evaluationId)
  const { evaluation, images } = labels
  const classes = probabilities ? store.runs.get(evaluation.runId).categories.length : 0
  // Detections in images that were rejected since do not count.
  return {
    ...labels,
    detections: store.evaluations.detections(evaluation, new Set(images.map(({ id }) => id)), classes),
  }
}

export function evaluationLabels(store: Store, evaluationId: number): EvaluationLabels {
  const evaluation = store.evaluations.get(evaluationId)
  const run = store.runs.get(evaluation.runId)
  const imageIds = store.evaluations.imageIds(evaluationId)
  const hidden = store.labellings.hiddenImageIds()
  const images = store.images
    .get(imageIds)
    .filter(({ state, width }) => state !== 'rejected' && width !== null)
    // Without the labels that are hidden, all that was found there would be a false alarm.
    .filter(({ id, state }) => state !== 'unlabelled' || !hidden.has(id))
  const annotations = store.annotations.ofImages(images.map((image) => image.id))
  const known = new Set(run.categories.map((category) => category.id))
  const present = new Map(store.categories.list().map((category) => [category.id, category]))
  return {
    evaluation,
    categories: [
      ...run.categories.map((category) => present.get(category.id) ?? category),
      ...[...present.values()].filter((category) => !known.has(category.id)),
    ],
    images: images.map(({ id, path, width, height, split }) => ({ id, path, width: width!, height: height!, split })),
    groundTruths: {
      ids: annotations.map((annotation) => annotation.id),
      imageIds: annotations.map((annotation) => annotation.imageId),
      categoryIds: annotations.map((annotation) => annotation.categoryId ?? 0),
      boxes: annotations.flatMap(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2]),
      ignore: annotations.map((annotation) => annotation.ignore),
      difficult: annotations.map((annotation) => annotation.difficult),
      truncated: annotations.map((annotation) => annotation.truncated),
      occluded: annotations.map((annotation) => annotation.occluded),
    },
  }
}

/** As it is sent. */
export function packed({ detections, ...rest }: EvaluationData): EvaluationAnswer {
  const column = (values: NumberColumn) => toBase64(new Float64Array(values))
  return {
    ...rest,
    detections: {
      ids: column(detections.ids),
      imageIds: column(detections.imageIds),
      categoryIds: column(detections.categoryIds),
      boxes: column(detections.boxes),
      scores: column(detections.scores),
      probabilities: toBase64(detections.probabilities),
    },
  }
}

function toBase64({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
