/** Evaluations made by hand, of images with labels and detections. */
import type { Box } from '../../shared/box.ts'
import type { EvaluationData } from '../../shared/evaluationData.ts'
import type { Category } from '../../shared/model.ts'

export const car = 1
export const van = 2

export type Boxed = { readonly categoryId: number; readonly box: Box; readonly ignore?: boolean }
export type Seen = {
  readonly categoryId: number
  readonly box: Box
  readonly score: number
  /** Of car and van; without them the other class has none. */
  readonly probabilities?: readonly number[]
}
export type SeenImage = { readonly labels: readonly Boxed[]; readonly detections: readonly Seen[] }

const category = (id: number, name: string): Category => ({
  id,
  name,
  color: '#336699',
  hotkey: null,
  position: id - 1,
})

/** Images 1, 2, … of 1000 x 800 pixels; labels and detections are numbered through, each from 1. */
export function evaluationData(images: readonly SeenImage[]): EvaluationData {
  const labels = images.flatMap((image, place) => image.labels.map((one) => ({ ...one, imageId: place + 1 })))
  const seen = images.flatMap((image, place) => image.detections.map((one) => ({ ...one, imageId: place + 1 })))
  const cornersOf = ({ box }: { readonly box: Box }) => [box.x1, box.y1, box.x2, box.y2]
  return {
    evaluation: { id: 1, runId: 1, split: 'folds', images: images.length, detections: seen.length, createdAt: 1 },
    categories: [category(car, 'car'), category(van, 'van')],
    images: images.map((_, place) => ({
      id: place + 1,
      path: `image-${place + 1}.jpg`,
      width: 1000,
      height: 800,
      split: 'train' as const,
    })),
    groundTruths: {
      ids: labels.map((_, place) => place + 1),
      imageIds: labels.map(({ imageId }) => imageId),
      categoryIds: labels.map(({ categoryId }) => categoryId),
      boxes: labels.flatMap(cornersOf),
      ignore: labels.map(({ ignore = false }) => ignore),
      difficult: labels.map(() => false),
      truncated: labels.map(() => null),
      occluded: labels.map(() => null),
    },
    detections: {
      ids: seen.map((_, place) => place + 1),
      imageIds: seen.map(({ imageId }) => imageId),
      categoryIds: seen.map(({ categoryId }) => categoryId),
      boxes: seen.flatMap(cornersOf),
      scores: seen.map(({ score }) => score),
      probabilities: Float32Array.from(
        seen.flatMap(
          ({ categoryId, score, probabilities }) =>
            probabilities ?? [car, van].map((id) => (id === categoryId ? score : 0)),
        ),
      ),
    },
  }
}
