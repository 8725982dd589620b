/** Labelled images and what a detector found in them, as every metric reads them. */
import type { ImageDetections, LabelledImage, ModelCategory } from '../workerMessages.ts'
import { boxAreasOf, type Dataset } from './dataset.ts'

export function detectedDataset(
  images: readonly LabelledImage[],
  detections: readonly ImageDetections[],
  categories: readonly ModelCategory[],
): Dataset {
  const boxes = images.flatMap((image) => [...image.boxes])
  const found = detections.flatMap((entry) => [...entry.boxes])
  const classes = images.flatMap((image) => [...image.classes])
  const areas = boxAreasOf(boxes)
  const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  return {
    imageIds: images.map((image) => image.id),
    categories,
    groundTruths: {
      ids: ids(classes.length),
      imageIds: images.flatMap((image) => [...image.classes].map(() => image.id)),
      categoryIds: classes.map((index) => (index < 0 ? 0 : categories[index]!.id)),
      boxes,
      boxAreas: areas,
      areas,
      ignore: classes.map((index) => index < 0),
    },
    detections: {
      ids: ids(found.length / 4),
      imageIds: detections.flatMap((entry) => [...entry.classes].map(() => entry.imageId)),
      categoryIds: detections.flatMap((entry) => [...entry.classes].map((index) => categories[index]!.id)),
      boxes: found,
      boxAreas: boxAreasOf(found),
      scores: detections.flatMap((entry) => [...entry.scores]),
    },
  }
}
