/** The rival's lists: ObjectLab of cleanlab on the very same labels and detections. */
import { fileURLToPath } from 'node:url'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import type { NumberColumn } from '../../../shared/metrics/dataset.ts'
import { boxAt, placesByImage } from '../../../shared/metrics/suspects/imageBoxes.ts'
import { answerOf } from '../support/programs.ts'
import { pythonWith } from '../support/python.ts'
import type { Accused, Rankings } from './rankings.ts'

type Scores = readonly (readonly (number | null)[])[]
type Answer = { readonly swapped: Scores; readonly located: Scores; readonly overlooked: Scores }

export async function objectLabRankings(data: EvaluationData): Promise<Rankings> {
  const python = await pythonWith('cleanlab', ['cleanlab==2.9.0'])
  const script = fileURLToPath(new URL('../rival/objectLab.py', import.meta.url))
  const labelsOf = placesByImage(data.groundTruths.imageIds)
  const detectionsOf = placesByImage(data.detections.imageIds)
  const images = data.images.map(({ id }) => ({
    labels: labelsOf.get(id) ?? [],
    detections: detectionsOf.get(id) ?? [],
  }))
  const input = JSON.stringify({
    classes: data.categories.length,
    images: images.map(({ labels, detections }) => ({
      labels: labels.map((place) => boxRow(data, data.groundTruths, place)),
      detections: detections.map((place) => [...boxRow(data, data.detections, place), data.detections.scores[place]!]),
    })),
  })
  const { swapped, located, overlooked } = answerOf(python, [script], { input }) as Answer
  const labels = images.map((image) => image.labels)
  const detections = images.map((image) => image.detections)
  const labelAt = (place: number): Accused => ({ labelId: data.groundTruths.ids[place]! })
  const detectionAt = (place: number): Accused => ({
    imageId: data.detections.imageIds[place]!,
    categoryId: data.detections.categoryIds[place]!,
    box: boxAt(data.detections.boxes, place),
  })
  return {
    flipped: ranked(swapped, labels, labelAt),
    moved: ranked(located, labels, labelAt),
    removed: ranked(overlooked, detections, detectionAt),
  }
}

/** Lowest score first; of equal ones as they come. */
function ranked(
  scores: Scores,
  places: readonly (readonly number[])[],
  accusedAt: (place: number) => Accused,
): Accused[] {
  return scores
    .flatMap((row, image) => row.map((score, index) => ({ score, place: places[image]![index]! })))
    .filter(({ score }) => score !== null)
    .sort((a, b) => a.score! - b.score! || a.place - b.place)
    .map(({ place }) => accusedAt(place))
}

type Columns = { readonly categoryIds: NumberColumn; readonly boxes: NumberColumn }

function boxRow({ categories }: EvaluationData, { categoryIds, boxes }: Columns, place: number): number[] {
  const category = categories.findIndex(({ id }) => id === categoryIds[place])
  return [category, ...[0, 1, 2, 3].map((side) => boxes[4 * place + side]!)]
}
