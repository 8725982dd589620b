/**
 * What every metric reads: ground truths and detections by columns (entry i of each column belongs to box i).
 * Shapes: G ground truths, D detections; `boxes` has four numbers a box (x1 y1 x2 y2), so 4G and 4D numbers.
 * Columns may be plain lists (from JSON) or typed arrays (from a worker).
 */
import type { EvaluationData, EvaluationLabels } from '../evaluationData.ts'

export type NumberColumn = ArrayLike<number>
export type FlagColumn = ArrayLike<boolean | number>
export type MetricCategory = { readonly id: number; readonly name: string }

export type GroundTruthColumns = {
  readonly ids: NumberColumn
  readonly imageIds: NumberColumn
  /** 0 together with `ignore`: a region that belongs to no class and acts for all of them. */
  readonly categoryIds: NumberColumn
  readonly boxes: NumberColumn
  /**
   * Width x height. A column of its own, because COCO gives w and h, and (x + w) - x is not always w in floating point.
   */
  readonly boxAreas: NumberColumn
  /** The area by which COCO sorts into small, medium and large: that of the outline where there is one. */
  readonly areas: NumberColumn
  /** Neither object nor background; COCO calls it a crowd. */
  readonly ignore: FlagColumn
  /** Of Pascal VOC and KITTI only. A truncation or occlusion that nobody stated is NaN or negative. */
  readonly difficult?: FlagColumn
  readonly truncated?: NumberColumn
  readonly occluded?: NumberColumn
}

export type DetectionColumns = {
  readonly ids: NumberColumn
  readonly imageIds: NumberColumn
  readonly categoryIds: NumberColumn
  readonly boxes: NumberColumn
  readonly boxAreas: NumberColumn
  readonly scores: NumberColumn
}

/** Boxes of images or categories that are not listed here take no part in any metric. */
export type Dataset = {
  readonly imageIds: NumberColumn
  readonly categories: readonly MetricCategory[]
  readonly groundTruths: GroundTruthColumns
  readonly detections: DetectionColumns
}

/** A truncation or occlusion that nobody stated, as KITTI writes it. */
const notStated = -1

export function datasetFromEvaluation(data: EvaluationData): Dataset {
  return { ...labelledPart(data), detections: { ...data.detections, boxAreas: boxAreasOf(data.detections.boxes) } }
}

/** The same detections beside other labels. */
export function relabelled(dataset: Dataset, labels: EvaluationLabels): Dataset {
  return { ...labelledPart(labels), detections: dataset.detections }
}

function labelledPart(data: EvaluationLabels): Omit<Dataset, 'detections'> {
  const groundTruthAreas = boxAreasOf(data.groundTruths.boxes)
  return {
    imageIds: data.images.map((image) => image.id),
    categories: data.categories,
    groundTruths: {
      ...data.groundTruths,
      truncated: data.groundTruths.truncated.map((part) => part ?? notStated),
      occluded: data.groundTruths.occluded.map((level) => level ?? notStated),
      boxAreas: groundTruthAreas,
      areas: groundTruthAreas,
    },
  }
}

export function boxAreasOf(boxes: NumberColumn): Float64Array {
  return Float64Array.from({ length: boxes.length / 4 }, (_, box) => {
    const at = 4 * box
    return (boxes[at + 2]! - boxes[at]!) * (boxes[at + 3]! - boxes[at + 1]!)
  })
}
