/** An evaluation as the window, the command line and reports read it. */
import type { EvaluationData } from '../../shared/reports.ts'
import type { Store } from './store/store.ts'

/** Detections as they were found, beside the labels as they are now. */
export function evaluationData(store: Store, evaluationId: number): EvaluationData {
  const evaluation = store.evaluations.get(evaluationId)
  const run = store.runs.get(evaluation.runId)
  const imageIds = store.evaluations.imageIds(evaluationId)
  const images = store.images.get(imageIds).filter((image) => image.state !== 'rejected' && image.width !== null)
  const judged = new Set(images.map((image) => image.id))
  const annotations = store.annotations.ofImages([...judged])
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
    detections: detectionsIn(store.evaluations.detections(evaluationId), judged),
  }
}

/** Detections in images that were rejected since do not count. */
function detectionsIn(
  detections: EvaluationData['detections'],
  judged: ReadonlySet<number>,
): EvaluationData['detections'] {
  const places = [...detections.ids.keys()].filter((place) => judged.has(detections.imageIds[place]!))
  const pick = <T>(column: readonly T[]) => places.map((place) => column[place]!)
  return {
    ids: pick(detections.ids),
    imageIds: pick(detections.imageIds),
    categoryIds: pick(detections.categoryIds),
    boxes: places.flatMap((place) => detections.boxes.slice(place * 4, place * 4 + 4)),
    scores: pick(detections.scores),
    probabilities: pick(detections.probabilities),
  }
}
