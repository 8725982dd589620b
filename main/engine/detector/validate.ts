/** Average precision of the weights so far on the validation images, by COCO's rules. */
import { evaluateCoco } from '../../../shared/metrics/coco.ts'
import { detectedDataset } from '../../../shared/metrics/detectedDataset.ts'
import type { ImageDetections, LabelledImage, ModelCategory } from '../../../shared/workerMessages.ts'
import { mostSampleBoxes, sampleConfidence, sampleImages, smallestConfidence } from './config.ts'
import { detect } from './detect.ts'
import { medianOf } from './stepTimes.ts'
import type { TrainingSession } from './trainingSession.ts'

export type Validation = { readonly ap: number | null; readonly ap50: number | null }
export const nothingValidated: Validation = { ap: null, ap50: null }

export async function validate({ task, model, pictures, hooks }: TrainingSession, epoch: number): Promise<Validation> {
  if (task.val.length === 0) return nothingValidated
  const { settings, categories, val } = task
  const found: ImageDetections[] = []
  const times: number[] = []
  const runner = {
    side: settings.size,
    batch: settings.batch,
    classes: categories.length,
    suppression: settings.suppression,
    predict: (images: Parameters<typeof model.run>[1][string]) => model.run('predict', { images }),
  }
  await detect(runner, val, pictures, {
    confidence: smallestConfidence,
    isCancelled: hooks.isCancelled,
    onImages: (detections) => found.push(...detections),
    onImageMs: (milliseconds) => times.push(milliseconds),
  })
  if (times.length > 0) hooks.onDetectMs(medianOf(times))
  if (!hooks.isCancelled()) hooks.onSamples(epoch, samplesOf(found))
  return averagePrecisionOf(val, found, categories)
}

/** Images evenly spread over the part, always the same, with what is sure enough to be looked at. */
function samplesOf(found: readonly ImageDetections[]): ImageDetections[] {
  const step = Math.max(1, found.length / sampleImages)
  const count = Math.min(found.length, sampleImages)
  return Array.from({ length: count }, (_, index) => sureOnes(found[Math.floor(index * step)]!))
}

function sureOnes({ imageId, boxes, scores, classes }: ImageDetections): ImageDetections {
  const kept = [...scores.keys()]
    .filter((index) => scores[index]! >= sampleConfidence)
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, mostSampleBoxes)
  return {
    imageId,
    boxes: Float32Array.from(kept.flatMap((index) => [...boxes.subarray(index * 4, index * 4 + 4)])),
    scores: Float32Array.from(kept, (index) => scores[index]!),
    classes: Int32Array.from(kept, (index) => classes[index]!),
    probabilities: new Float32Array(0),
  }
}

export function averagePrecisionOf(
  images: readonly LabelledImage[],
  detections: readonly ImageDetections[],
  categories: readonly ModelCategory[],
): Validation {
  const { AP, AP50 } = evaluateCoco(detectedDataset(images, detections, categories)).figures
  // COCO says -1 where there is nothing to find.
  return { ap: AP < 0 ? null : AP, ap50: AP50 < 0 ? null : AP50 }
}
