/** Answers of `results.data`, made from the small datasets of the metric tests. */
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import type { Found, Truth } from '../../shared/metrics/datasets.ts'

type Detected = Found & { readonly probabilities?: readonly number[] }
type More = { readonly names?: readonly string[]; readonly imageIds?: readonly number[] }

/** Images are 640 x 480; ids of labels begin at 101, of detections at 201. */
export function evaluationDataOf(
  truths: readonly Truth[],
  found: readonly Detected[],
  { names = ['cat', 'dog'], imageIds = [1] }: More = {},
): EvaluationData {
  const columns = (boxes: readonly (Truth | Found)[], firstId: number) => ({
    ids: boxes.map((_, place) => firstId + place),
    imageIds: boxes.map((box) => box.image ?? 1),
    categoryIds: boxes.map((box) => box.category ?? 1),
    boxes: boxes.flatMap((box) => box.box),
  })
  return {
    evaluation: { id: 1, runId: 1, split: 'test', images: imageIds.length, detections: found.length, createdAt: 0 },
    categories: names.map((name, place) => ({ id: place + 1, name, color: '#4cc9f0', hotkey: null, position: place })),
    images: imageIds.map((id) => ({ id, path: `${id}.jpg`, width: 640, height: 480, split: 'test' })),
    groundTruths: {
      ...columns(truths, 101),
      ignore: truths.map((truth) => truth.ignore ?? false),
      difficult: truths.map((truth) => truth.difficult ?? false),
      truncated: truths.map((truth) => truth.truncated ?? null),
      occluded: truths.map((truth) => (truth.occluded ?? null) as 0 | 1 | 2 | 3 | null),
    },
    detections: {
      ...columns(found, 201),
      scores: found.map((each) => each.score),
      probabilities: Float32Array.from(found.flatMap((each) => each.probabilities ?? names.map(() => 0))),
    },
  }
}
