/**
 * The inside of a detector on one picture: everything it says before anything is left out, which rows learn which label, what
 * suppression makes of it, and where a feature map speaks for a class. How a family comes to its rows is its own (`Inside` of
 * family.ts).
 *
 * In: a picture [side, side, 3] of 0..255 and its labels in image pixels. Out: `Explanation` and `Activation` of the contract.
 * The class activation is Grad-CAM (Selvaraju et al., 2017): channels of the map that the head reads weighted by the mean of the
 * gradient of the anchor's class and objectness with respect to them; what speaks against it is cut off.
 */

import { BoxwrightError } from '../../../shared/errors.ts'
import type { Activation, Explanation } from '../../../shared/explainCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { LabelledImage } from '../../../shared/workerMessages.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { smallestConfidence, suppressionIou } from './config.ts'
import { thinned } from './detect.ts'
import { passOf } from './detector.ts'
import type { GridLayout, Layout, Said } from './family.ts'
import { scaleOfRow } from './grid.ts'
import { letterboxOf } from './letterbox.ts'
import type { RestoredDetector } from './loadDetector.ts'
import { type NetworkBoxes, overlapWithLabel } from './networkBoxes.ts'
import type { Candidates } from './nonMaximumSuppression.ts'
import { unflatten } from './parameters.ts'
import { traceSuppression } from './suppressionTrace.ts'
import { networkLabels } from './trainingSession.ts'

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
  const { settings, categories } = restored.info
  const labels = networkLabels(image, settings.size)
  const said = await lookedAt(restored, pixels, labels)
  const { outputs, boxes, probabilities } = said
  const { scaleX, scaleY, offsetX, offsetY } = letterboxOf(image, settings.size)
  const candidates = { boxes, probabilities, classes: categories.length }
  return {
    runId,
    imageId: image.id,
    categories,
    side: settings.size,
    layout: layoutOf(restored.detector.inside.layout, said),
    family: said.family,
    letterbox: { scaleX, scaleY, offsetX, offsetY },
    outputs: toBase64(outputs),
    boxes: toBase64(boxes),
    probabilities: toBase64(probabilities),
    labels: annotationIds.map((annotationId, label) => ({
      annotationId,
      category: labels.classes[label]!,
      box: [...labels.boxes.subarray(label * 4, label * 4 + 4)] as [number, number, number, number],
    })),
    learned: withReached(said, labels),
    suppression: {
      iouLimit: suppressionIou,
      confidence: smallestConfidence,
      steps: traceSuppression(candidates, smallestConfidence, suppressionIou),
    },
    found: foundAmong(candidates, settings),
  }
}

function layoutOf(layout: Layout, { windows }: Said): Explanation['layout'] {
  if (layout.kind === 'windows') return { kind: 'windows', shapes: [...layout.shapes], boxes: toBase64(windows!) }
  const { cells, anchors } = layout.grid
  return { kind: 'grid', cells: [...cells], anchors: anchors.map((scale) => [...scale]) }
}

/** Thinned as when the run is evaluated. */
function foundAmong(candidates: Candidates, { suppression }: Pick<TrainSettings, 'suppression'>): Explanation['found'] {
  const { kept, boxes } = thinned(candidates, smallestConfidence, suppression)
  return kept.map(({ index, category, score }, place) => ({
    row: index,
    category,
    score,
    box: [...boxes.subarray(place * 4, place * 4 + 4)] as [number, number, number, number],
  }))
}

async function lookedAt(restored: RestoredDetector, pixels: Uint8Array, labels: NetworkBoxes): Promise<Said> {
  const { inside } = restored.detector
  const seen = tf.tidy(() =>
    inside.look(batchOf(pixels, restored.info.settings.size), labels, evaluationPass(restored)),
  )
  const named = Object.entries(seen).map(async ([name, tensor]) => [name, await readValues(tensor)] as const)
  const values = Object.fromEntries(await Promise.all(named))
  tf.dispose(Object.values(seen))
  return inside.tell(values, labels)
}

function withReached({ learned, boxes }: Said, labels: NetworkBoxes): Explanation['learned'] {
  return learned.map((each) => ({ ...each, reached: overlapWithLabel(boxes, each.row, labels, each.label) }))
}

/** @param pixels [side, side, 3] of 0..255 */
export async function activationOf(
  restored: RestoredDetector,
  pixels: Uint8Array,
  { row, category }: { readonly row: number; readonly category: number },
): Promise<Activation> {
  const { info } = restored
  const { grid, classes, features, head } = gridOf(restored)
  const scale = scaleOfRow(grid, row)
  const map = tf.tidy(() => {
    const pass = evaluationPass(restored)
    const maps = features(batchOf(pixels, info.settings.size), pass)
    const spoken = (own: Tensor) => {
      const replaced = maps.map((each, index) => (index === scale ? own : each))
      const output = head(replaced, pass)
      const objectness = output.slice([0, row, 4], [1, 1, 1]).reshape([])
      return classes > 0 ? objectness.add(output.slice([0, row, 5 + category], [1, 1, 1]).reshape([])) : objectness
    }
    const gradient = tf.grad(spoken as never)(maps[scale]!) as Tensor // [1, cells, cells, channels]
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
    cells: grid.cells[scale]!,
    values: toBase64(largest > 0 ? values.map((value) => value / largest) : values),
  }
}

/** @throws BoxwrightError `bad-request` for a family without a grid */
export function gridOf({ detector, info }: RestoredDetector): GridLayout {
  const { layout } = detector.inside
  if (layout.kind === 'grid') return layout
  const name = info.settings.detector
  throw new BoxwrightError(
    'bad-request',
    `A detector of the family ${name} has no grid, so no cell speaks for a class.`,
    {
      name,
    },
  )
}

export function toBase64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

export function batchOf(pixels: Uint8Array, side: number): Tensor {
  return tf.tensor4d(Float32Array.from(pixels), [1, side, side, 3])
}

/** Detection with the averaged weights, as when the run is evaluated. */
export function evaluationPass({ detector, tensors }: RestoredDetector) {
  const weights = unflatten(detector.layouts.weights, tensors.average!)
  return passOf(detector, { isTraining: false, dropout: null }, weights, tensors).pass
}
