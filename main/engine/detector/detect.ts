/** Runs a detector over pictures: decode, forward, suppress, and back to pixels of the upright image. */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { ImageDetections, WorkerImage } from '../../../shared/workerMessages.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import { voteBoxes } from './boxVoting.ts'
import { suppressionIou } from './config.ts'
import { fadeOverlapping } from './fadeOverlapping.ts'
import { type Fit, letterboxOf, toImage } from './letterbox.ts'
import { type Candidates, type Kept, suppressNonMaxima } from './nonMaximumSuppression.ts'
import type { PictureSource } from './pictures.ts'
import { suppressSoftly } from './softSuppression.ts'

export type DetectionRunner = {
  readonly side: number
  readonly fit?: Fit
  /** What becomes of boxes that overlap; without one they are `faded`, which was chosen on our own detector. */
  readonly suppression?: TrainSettings['suppression']
  readonly batch: number
  readonly classes: number
  /**
   * images [batch, side, side, 3] → boxes [batch, anchors, 4] and probabilities [batch, anchors, classes]; where the network tells
   * it, also features of the whole picture [batch, features]
   */
  readonly predict: (images: Tensor) => TensorMap | Promise<TensorMap>
}

export type DetectOptions = {
  readonly confidence: number
  readonly isCancelled: () => boolean
  readonly onImages: (detections: readonly ImageDetections[]) => void
  /** Told how long each image of a batch took from its pixels to its boxes. */
  readonly onImageMs?: (milliseconds: number) => void
}

/** Images that cannot be decoded are left out; the picture source has reported them. */
export async function detect(
  runner: DetectionRunner,
  images: readonly WorkerImage[],
  pictures: PictureSource,
  options: DetectOptions,
): Promise<void> {
  const loadBatch = (start: number) =>
    Promise.all(
      images.slice(start, start + runner.batch).map(async (image) => ({ image, pixels: await pictures.load(image) })),
    )
  let next = loadBatch(0)
  for (let start = 0; start < images.length; start += runner.batch) {
    if (options.isCancelled()) return
    const loaded = (await next).flatMap(({ image, pixels }) => (pixels ? [{ image, pixels }] : []))
    // The following pictures are decoded while TensorFlow computes.
    next = loadBatch(start + runner.batch)
    if (loaded.length === 0) continue
    const startedAt = performance.now()
    const found = await detectBatch(runner, loaded, options.confidence)
    options.onImageMs?.((performance.now() - startedAt) / loaded.length)
    options.onImages(found)
  }
}

async function detectBatch(
  runner: DetectionRunner,
  loaded: readonly { image: WorkerImage; pixels: Uint8Array }[],
  confidence: number,
): Promise<ImageDetections[]> {
  const { side, batch, classes } = runner
  const values = new Float32Array(batch * side * side * 3)
  for (const [index, { pixels }] of loaded.entries()) values.set(pixels, index * side * side * 3)
  const images = tf.tensor4d(values, [batch, side, side, 3])
  const output = await runner.predict(images)
  const [boxes, probabilities, features] = await Promise.all([
    readValues(output.boxes!),
    readValues(output.probabilities!),
    output.features ? readValues(output.features) : null,
  ])
  tf.dispose([images, ...Object.values(output)])
  const anchors = boxes.length / 4 / batch
  return loaded.map(({ image }, index) => {
    const own = {
      boxes: boxes.subarray(index * anchors * 4, (index + 1) * anchors * 4),
      probabilities: probabilities.subarray(index * anchors * classes, (index + 1) * anchors * classes),
      classes,
    }
    const { kept, boxes: keptBoxes } = thinned(own, confidence, runner.suppression)
    const box = letterboxOf(image, side, runner.fit)
    return {
      imageId: image.id,
      boxes: toImage(keptBoxes, box, image),
      scores: Float32Array.from(kept, (detection) => detection.score),
      classes: Int32Array.from(kept, (detection) => detection.category),
      probabilities: Float32Array.from(kept.flatMap((detection) => probabilitiesOf(own, detection))),
      ...(features && { features: partOf(features, index, batch) }),
    }
  })
}

/** What is left of the candidates of a picture, and where. */
export function thinned(
  candidates: Candidates,
  confidence: number,
  suppression: TrainSettings['suppression'] = 'faded',
): { readonly kept: readonly Kept[]; readonly boxes: Float32Array } {
  if (suppression === 'faded') {
    const kept = suppressNonMaxima(candidates, confidence, suppressionIou)
    const faded = fadeOverlapping(candidates.boxes, kept, confidence)
    return { kept: faded, boxes: voteBoxes(candidates, faded) }
  }
  const kept =
    suppression === 'hard'
      ? suppressNonMaxima(candidates, confidence, suppressionIou)
      : suppressSoftly(candidates, confidence, suppression === 'soft-linear' ? 'linear' : 'gaussian')
  return { kept, boxes: boxesOf(candidates, kept) }
}

const boxesOf = ({ boxes }: Candidates, kept: readonly Kept[]): Float32Array =>
  Float32Array.from(kept.flatMap(({ index }) => [...boxes.subarray(index * 4, index * 4 + 4)]))

/** Of all classes, faded as much as that of its own class. */
function probabilitiesOf({ probabilities, classes }: Candidates, { index, category, score }: Kept): number[] {
  const faded = score / probabilities[index * classes + category]!
  return [...probabilities.subarray(index * classes, (index + 1) * classes)].map((value) => value * faded)
}

/** The values of one picture of a batch. */
function partOf(values: Float32Array, index: number, batch: number): Float32Array {
  const length = values.length / batch
  return values.slice(index * length, (index + 1) * length)
}
