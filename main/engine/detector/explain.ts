/**
 * The inside of a detector on one picture: everything the head says before anything is left out, which anchors learn which
 * label, what suppression makes of it, and where a feature map speaks for a class.
 *
 * In: a picture [side, side, 3] of 0..255 and its labels in image pixels. Out: `Explanation` and `Activation` of the contract.
 * The class activation is Grad-CAM (Selvaraju et al., 2017): channels of the neck's map weighted by the mean of the gradient of
 * the anchor's class and objectness with respect to them; what speaks against it is cut off.
 */

import { BoxwrightError } from '../../../shared/errors.ts'
import type { Activation, Explanation } from '../../../shared/explainCalls.ts'
import type { LabelledImage } from '../../../shared/workerMessages.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { sizeIou } from './anchors.ts'
import { largestAnchorRatio, smallestConfidence, strides, suppressionIou } from './config.ts'
import { thinned } from './detect.ts'
import { passOf } from './detector.ts'
import type { Inside } from './family.ts'
import { type Grid, scaleOfRow } from './grid.ts'
import { letterboxOf } from './letterbox.ts'
import type { RestoredDetector } from './loadDetector.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import { type Candidates, overlap } from './nonMaximumSuppression.ts'
import { unflatten } from './parameters.ts'
import { traceSuppression } from './suppressionTrace.ts'
import { networkLabels } from './trainingSession.ts'
import { assignBoxes } from './yolo/assign.ts'
import { decodeOutput } from './yolo/decode.ts'

export type ExplainedImage = {
  readonly runId: number
  readonly image: LabelledImage
  /** Of each box of the image. */
  readonly annotationIds: readonly number[]
  /** [side, side, 3] of 0..255 */
  readonly pixels: Uint8Array
}

export async function explain(
  restored: RestoredDetector,
  { runId, image, annotationIds, pixels }: ExplainedImage,
): Promise<Explanation> {
  const { info } = restored
  const { settings, categories, anchors } = info
  const { grid } = insideOf(restored)
  const { raw, boxes, probabilities } = await headOutputs(restored, pixels)
  const labels = networkLabels(image, settings.size)
  const { scaleX, scaleY, offsetX, offsetY } = letterboxOf(image, settings.size)
  const candidates = { boxes, probabilities, classes: categories.length }
  return {
    runId,
    imageId: image.id,
    categories,
    side: settings.size,
    strides: [...strides],
    anchors: anchors.map((scale) => [...scale]),
    letterbox: { scaleX, scaleY, offsetX, offsetY },
    outputs: toBase64(raw),
    boxes: toBase64(boxes),
    probabilities: toBase64(probabilities),
    ratioLimit: largestAnchorRatio,
    labels: annotationIds.map((annotationId, label) => ({
      annotationId,
      category: labels.classes[label]!,
      box: [...labels.boxes.subarray(label * 4, label * 4 + 4)] as [number, number, number, number],
    })),
    learned: learnedBy(grid, labels, boxes),
    suppression: {
      iouLimit: suppressionIou,
      confidence: smallestConfidence,
      steps: traceSuppression(candidates, smallestConfidence, suppressionIou),
    },
    found: foundAmong(candidates),
  }
}

/** Suppressed, faded and voted as when the run is evaluated. */
function foundAmong(candidates: Candidates): Explanation['found'] {
  const { kept, boxes } = thinned(candidates, smallestConfidence)
  return kept.map(({ index, category, score }, place) => ({
    row: index,
    category,
    score,
    box: [...boxes.subarray(place * 4, place * 4 + 4)] as [number, number, number, number],
  }))
}

/** Row by row: tx, ty, tw, th, objectness of all anchors, their boxes, and their probabilities. */
async function headOutputs(restored: RestoredDetector, pixels: Uint8Array) {
  const { settings } = restored.info
  const { grid, features, head } = insideOf(restored)
  const outputs = tf.tidy(() => {
    const pass = evaluationPass(restored)
    const output = head(features(batchOf(pixels, settings.size), pass), pass) // [1, anchors, 5 + classes]
    const { boxes, probabilities } = decodeOutput(output, grid, settings.classLoss)
    return [output.slice([0, 0, 0], [-1, -1, 5]), boxes, probabilities] as const
  })
  const [raw, boxes, probabilities] = await Promise.all(outputs.map((tensor) => readValues(tensor)))
  tf.dispose([...outputs])
  return { raw: raw!, boxes: boxes!, probabilities: probabilities! }
}

function learnedBy(grid: Grid, labels: NetworkBoxes, boxes: Float32Array): Explanation['learned'] {
  const { rows, boxes: learnedLabels } = assignBoxes(grid, labels)
  return rows.map((row, place) => {
    const label = learnedLabels[place]!
    const own = Float32Array.from(labels.boxes.subarray(label * 4, label * 4 + 4))
    const size = { width: own[2]! - own[0]!, height: own[3]! - own[1]! }
    const anchor = { width: grid.anchorWidth[row]!, height: grid.anchorHeight[row]! }
    const pair = Float32Array.of(...own, ...boxes.subarray(row * 4, row * 4 + 4))
    return { row, label, fit: sizeIou(size, anchor), reached: overlap(pair, 0, 1) }
  })
}

/** @param pixels [side, side, 3] of 0..255 */
export async function activationOf(
  restored: RestoredDetector,
  pixels: Uint8Array,
  { row, category }: { readonly row: number; readonly category: number },
): Promise<Activation> {
  const { info } = restored
  const { grid, features, head } = insideOf(restored)
  const scale = scaleOfRow(grid, row)
  const map = tf.tidy(() => {
    const pass = evaluationPass(restored)
    const maps = features(batchOf(pixels, info.settings.size), pass)
    const speaksFor = (own: Tensor) => {
      const replaced = maps.map((each, index) => (index === scale ? own : each)) as unknown as typeof maps
      const output = head(replaced, pass)
      return output
        .slice([0, row, 4], [1, 1, 1])
        .add(output.slice([0, row, 5 + category], [1, 1, 1]))
        .reshape([])
    }
    const gradient = tf.grad(speaksFor as never)(maps[scale]!) as Tensor // [1, cells, cells, channels]
    const weights = gradient.mean([1, 2], true) // [1, 1, 1, channels]
    return tf.relu(maps[scale]!.mul(weights).sum(3)) as Tensor // [1, cells, cells]
  })
  const values = await readValues(map)
  map.dispose()
  const largest = values.reduce((most, value) => Math.max(most, value), 0)
  return {
    row,
    category,
    scale,
    cells: info.settings.size / strides[scale]!,
    values: toBase64(largest > 0 ? values.map((value) => value / largest) : values),
  }
}

/** @throws BoxwrightError `bad-request` for a family whose inside is not drawn */
function insideOf({ detector, info }: RestoredDetector): Inside {
  if (detector.inside) return detector.inside
  const name = info.settings.detector
  throw new BoxwrightError('bad-request', `How a detector of the family ${name} comes to its boxes is not drawn.`, {
    name,
  })
}

function toBase64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

function batchOf(pixels: Uint8Array, side: number): Tensor {
  return tf.tensor4d(Float32Array.from(pixels), [1, side, side, 3])
}

/** Detection with the averaged weights, as when the run is evaluated. */
function evaluationPass({ detector, tensors }: RestoredDetector) {
  const weights = unflatten(detector.layouts.weights, tensors.average!)
  return passOf(detector, { isTraining: false, dropout: null }, weights, tensors).pass
}
