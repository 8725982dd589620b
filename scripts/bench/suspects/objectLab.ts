/** The rival's lists: ObjectLab of cleanlab on the very same labels and detections. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EvaluationData } from '../../../shared/reports.ts'
import { pythonWith } from '../support/python.ts'
import type { Accused, Rankings } from './rankings.ts'

type Scores = readonly (readonly (number | null)[])[]
type Answer = { readonly swapped: Scores; readonly located: Scores; readonly overlooked: Scores }

const mostBytes = 2 ** 30

export async function objectLabRankings(data: EvaluationData): Promise<Rankings> {
  const python = await pythonWith('cleanlab', ['cleanlab==2.9.0'])
  const script = fileURLToPath(new URL('../rival/objectLab.py', import.meta.url))
  const images = data.images.map(({ id }) => ({
    labels: placesIn(data.groundTruths.imageIds, id),
    detections: placesIn(data.detections.imageIds, id),
  }))
  const input = JSON.stringify({
    classes: data.categories.length,
    images: images.map(({ labels, detections }) => ({
      labels: labels.map((place) => boxRow(data, data.groundTruths, place)),
      detections: detections.map((place) => [...boxRow(data, data.detections, place), data.detections.scores[place]!]),
    })),
  })
  const text = execFileSync(python, [script], {
    input,
    encoding: 'utf8',
    maxBuffer: mostBytes,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const { swapped, located, overlooked } = JSON.parse(text) as Answer
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

const placesIn = (imageIds: readonly number[], imageId: number): number[] =>
  [...imageIds.keys()].filter((place) => imageIds[place] === imageId)

type Columns = { readonly categoryIds: readonly number[]; readonly boxes: readonly number[] }

function boxRow({ categories }: EvaluationData, { categoryIds, boxes }: Columns, place: number): number[] {
  const category = categories.findIndex(({ id }) => id === categoryIds[place])
  return [category, ...boxes.slice(4 * place, 4 * place + 4)]
}

function boxAt(boxes: readonly number[], place: number) {
  const [x1, y1, x2, y2] = boxes.slice(4 * place, 4 * place + 4) as [number, number, number, number]
  return { x1, y1, x2, y2 }
}
