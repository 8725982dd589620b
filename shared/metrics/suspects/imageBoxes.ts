/** Labels and detections of each image as boxes: suspects are found image by image. */
import type { Box } from '../../box.ts'
import { type EvaluationData, probabilitiesAt } from '../../evaluationData.ts'
import type { NumberColumn } from '../dataset.ts'
import type { SuspectDetection, SuspectLabel } from './suspect.ts'

export type ImageBoxes = {
  readonly imageId: number
  readonly labels: readonly SuspectLabel[]
  /** Neither object nor background, of any class. */
  readonly ignored: readonly Box[]
  /** Surest first. */
  readonly detections: readonly SuspectDetection[]
}

/** A detection less sure than this is no word of the model; there are thousands of them. */
const leastScore = 0.02

export function boxesByImage({ images, groundTruths, detections }: EvaluationData): ImageBoxes[] {
  const labelsOf = placesByImage(groundTruths.imageIds)
  const detectionsOf = placesByImage(detections.imageIds)
  return images.map(({ id }) => {
    const own = labelsOf.get(id) ?? []
    return {
      imageId: id,
      labels: own.filter((place) => !groundTruths.ignore[place]).map((place) => labelAt(groundTruths, place)),
      ignored: own.filter((place) => groundTruths.ignore[place]).map((place) => boxAt(groundTruths.boxes, place)),
      detections: (detectionsOf.get(id) ?? [])
        .filter((place) => detections.scores[place]! >= leastScore)
        .map((place) => ({
          ...labelAt(detections, place),
          score: detections.scores[place]!,
          probabilities: probabilitiesAt(detections, place),
        }))
        .sort((a, b) => b.score - a.score || a.id - b.id),
    }
  })
}

export function placesByImage(imageIds: NumberColumn): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (let place = 0; place < imageIds.length; place++) {
    const there = places.get(imageIds[place]!)
    if (there) there.push(place)
    else places.set(imageIds[place]!, [place])
  }
  return places
}

type Columns = { readonly ids: NumberColumn; readonly categoryIds: NumberColumn; readonly boxes: NumberColumn }

/** A line of the columns in which an evaluation brings its boxes. */
export function labelAt({ ids, categoryIds, boxes }: Columns, place: number): SuspectLabel {
  return { id: ids[place]!, categoryId: categoryIds[place]!, box: boxAt(boxes, place) }
}

export function boxAt(boxes: NumberColumn, place: number): Box {
  const at = 4 * place
  return { x1: boxes[at]!, y1: boxes[at + 1]!, x2: boxes[at + 2]!, y2: boxes[at + 3]! }
}
