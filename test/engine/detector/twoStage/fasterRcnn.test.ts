/** The two-stage detector as a whole: one step, and what many of them learn. */
import { afterAll, describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../../main/engine/detector/batch.ts'
import { detect } from '../../../../main/engine/detector/detect.ts'
import { buildDetector } from '../../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../../main/engine/detector/inputScaling.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from '../../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../../main/engine/tensorflow/compiledModel.ts'
import { type Tensor, type TensorMap, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { boxIou } from '../../../../shared/box.ts'
import { seededRandom } from '../../../../shared/random.ts'
import { trainSettings } from '../../../../shared/trainSettings.ts'
import type { ImageDetections } from '../../../../shared/workerMessages.ts'
import { brightSquare } from '../../../support/brightSquare.ts'

const settings = trainSettings.parse({
  detector: 'faster-rcnn',
  size: 96,
  batch: 2,
  start: 'scratch',
  neckChannels: 32,
  anchorsPerScale: 1,
  ...{ flipHorizontal: 0, scale: 0, translate: 0, colour: 0 },
})
const square = (side: number) => ({ width: side, height: side })
const anchors = [[square(12)], [square(30)], [square(60)]]
const detector = buildDetector({ settings, classes: 2, anchors, pretrained: null, scaling: fixedScaling })
const stepSettings = { settings, classFactors: [1, 1] }
const terms = ['proposalObjectness', 'proposalBox', 'class', 'box']
const room = 4

const samples = [brightSquare(1, 20, 30, 0), brightSquare(2, 50, 12, 1)]
const batch = (list: readonly Sample[]) => buildBatch(list, detector, { ...settings, mosaic: 0 }, seededRandom(9), room)
const kept: { dispose: () => void }[] = []
afterAll(() => {
  for (const model of kept) model.dispose()
})

async function compiled(inputs: TensorMap, precision: 'float32' | 'bfloat16' = 'float32') {
  const images = inputs.images!.clone()
  const model = await compileModel(
    {
      train: {
        run: trainStepOf(detector, stepSettings),
        exampleInputs: { ...inputs, ...stepScalars(0, 0, 0) },
        precision,
      },
      predict: { run: predictStepOf(detector), exampleInputs: { images } },
    },
    initialState(detector),
  )
  kept.push(model)
  return model
}

type Model = Awaited<ReturnType<typeof compiled>>

/** @returns the sum of the losses */
function train(model: Model, inputs: TensorMap, step: number, rate: number): number {
  const outputs = Object.values(model.run('train', { ...inputs, ...stepScalars(step, rate, Math.min(0.9, step / 10)) }))
  const total = outputs.reduce((sum, value) => sum + value.dataSync()[0]!, 0)
  tf.dispose(outputs)
  return total
}

describe('one step', () => {
  it('as a recorded graph equals the step run operation by operation, in losses and every number of the state', async () => {
    const step = trainStepOf(detector, stepSettings)
    const inputs = batch(samples)
    const model = await compiled(inputs)
    // At the start all proposals are equally sure, and a last bit decides which of them are drawn: not so after some steps.
    for (let count = 0; count < 30; count++) train(model, inputs, count, 3e-3)
    let state = Object.fromEntries(
      Object.entries(await model.readState()).map(([name, values]) => [name, tf.tensor1d(values)]),
    ) as TensorMap
    for (let count = 30; count < 33; count++) {
      // A small rate: see the test of the one-stage step.
      const all = { ...inputs, ...stepScalars(count, 5e-7, 0.5) }
      const eager = step(all, state)
      const graph = model.run('train', all)
      expect(Object.keys(graph).sort()).toEqual([...terms].sort())
      for (const [name, value] of Object.entries(eager.outputs)) {
        expect(Math.abs(graph[name]!.dataSync()[0]! / value.dataSync()[0]! - 1), name).toBeLessThan(1e-4)
      }
      state = { ...state, ...eager.state }
    }
    const recorded = await model.readState()
    for (const [name, tensor] of Object.entries(state)) {
      const tolerance = name.startsWith('slot') ? 1e-3 : 1e-5

      expect(relativeDifference(recorded[name]!, tensor.dataSync() as Float32Array), name).toBeLessThan(tolerance)
    }
  })

  it('without any box is finite and moves the weights', () => {
    const empty = samples.map(({ pixels }) => ({
      pixels,
      labels: { boxes: new Float64Array(0), classes: new Int32Array(0) },
    }))
    const state = initialState(detector)
    const result = trainStepOf(detector, stepSettings)({ ...batch(empty), ...stepScalars(0, 1e-3, 0) }, state)
    const weights = result.state.weights!.dataSync()
    expect(weights.every(Number.isFinite)).toBe(true)
    expect(relativeDifference(weights as Float32Array, state.weights!.dataSync() as Float32Array)).toBeGreaterThan(1e-4)
    expect(result.outputs.box!.dataSync()[0]).toBe(0)
    expect(result.outputs.proposalBox!.dataSync()[0]).toBe(0)
  })
})

it('two pictures are learned by heart: every box is found with an IoU above 0.9 and the right class', async () => {
  const inputs = batch(samples)
  const model = await compiled(inputs)
  const totals = Array.from({ length: 120 }, (_, step) => train(model, inputs, step, step < 90 ? 3e-3 : 5e-4))
  expect(totals.at(-1)).toBeLessThan(totals[0]! / 10)
  const images = samples.map((_, index) => ({ id: index, path: '', width: 96, height: 96 }))
  const found: ImageDetections[] = []
  const predict = (pictures: Tensor) => model.run('predict', { images: pictures })
  const runner = { side: 96, batch: 2, classes: 2, predict }
  const pictures = { load: async ({ id }: { id: number }) => samples[id]!.pixels }
  const onImages = (list: readonly ImageDetections[]) => void found.push(...list)
  await detect(runner, images, pictures, { confidence: 0.3, isCancelled: () => false, onImages })
  for (const [index, { labels }] of samples.entries()) {
    const { boxes, classes } = found[index]!
    const [x1, y1, x2, y2] = boxes
    const [left, top, right, bottom] = labels.boxes
    const iou = boxIou({ x1: x1!, y1: y1!, x2: x2!, y2: y2! }, { x1: left!, y1: top!, x2: right!, y2: bottom! })
    expect(iou).toBeGreaterThan(0.9)
    expect(classes[0]).toBe(labels.classes[0])
  }
}, 180_000)

function relativeDifference(a: Float32Array, b: Float32Array): number {
  const squared = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value * value, 0)
  return Math.sqrt(squared(a.map((value, index) => value - b[index]!)) / Math.max(1e-12, squared(b)))
}
