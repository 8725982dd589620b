import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { detect } from '../../../main/engine/detector/detect.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { boxIou } from '../../../shared/box.ts'
import { seededRandom } from '../../../shared/random.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'
import { brightSquare } from '../../support/brightSquare.ts'
import { relativeDifference } from '../../support/relativeDifference.ts'

const still = { flipHorizontal: 0, scale: 0, translate: 0, colour: 0 }
const settings = trainSettings.parse({
  size: 96,
  batch: 2,
  start: 'scratch',
  neckChannels: 32,
  anchorsPerScale: 1,
  ...still,
})
const square = (side: number) => ({ width: side, height: side })
const anchors = [[square(12)], [square(30)], [square(60)]]
const detector = buildDetector({ settings, classes: 2, anchors, pretrained: null, scaling: fixedScaling })
const stepSettings = { settings, classFactors: [1, 1] }
const room = 64

const samples = [brightSquare(1, 20, 30, 0), brightSquare(2, 50, 12, 1)]
const batch = (list: readonly Sample[]) => buildBatch(list, detector, { ...settings, mosaic: 0 }, seededRandom(9), room)

describe('one step', () => {
  it('as a recorded graph equals the step run operation by operation, in losses and every number of the state', async () => {
    const step = trainStepOf(detector, stepSettings)
    const inputs = batch(samples)
    const model = await compileModel(
      { train: { run: step, exampleInputs: { ...inputs, ...stepScalars(0, 0, 0) } } },
      initialState(detector),
    )
    let state = initialState(detector)
    for (let count = 0; count < 5; count++) {
      // Adam divides by the gradient's size: where that is nearly zero, the last bit decides the direction of a whole
      // step. A small rate keeps such steps below the tolerance; the moments hold the gradients themselves.
      const all = { ...inputs, ...stepScalars(count, 5e-7, 0.5) }
      const eager = step(all, state)
      const graph = model.run('train', all)
      for (const [name, value] of Object.entries(eager.outputs)) {
        expect(Math.abs(graph[name]!.dataSync()[0]! / value.dataSync()[0]! - 1)).toBeLessThan(1e-5)
      }
      state = { ...state, ...eager.state }
    }
    const compiled = await model.readState()
    for (const [name, tensor] of Object.entries(state)) {
      // Fused operations round otherwise; where that moves an activation over the rectifier's kink, single gradients differ.
      const tolerance = name.startsWith('slot') ? 1e-3 : 1e-5
      expect(relativeDifference(compiled[name]!, tensor.dataSync() as Float32Array), name).toBeLessThan(tolerance)
    }
    expect(largestDifference(compiled.slot1!, new Float32Array(compiled.slot1!.length))).toBeGreaterThan(1e-3)
    model.dispose()
  })

  it('in bfloat16 follows the losses of float32', async () => {
    const inputs = batch(samples)
    const run = trainStepOf(detector, stepSettings)
    const exampleInputs = { ...inputs, ...stepScalars(0, 0, 0) }
    const compiled = (precision: 'float32' | 'bfloat16') =>
      compileModel({ train: { run, exampleInputs, precision } }, initialState(detector))
    const [full, half] = [await compiled('float32'), await compiled('bfloat16')]
    let largest = 0
    for (let count = 0; count < 12; count++) {
      const all = { ...inputs, ...stepScalars(count, 1e-3, 0.5) }
      const [expected, seen] = [full.run('train', all), half.run('train', all)]
      for (const [name, value] of Object.entries(expected)) {
        const difference = Math.abs(seen[name]!.dataSync()[0]! - value.dataSync()[0]!)
        largest = Math.max(largest, difference)
        expect(difference, name).toBeLessThan(0.05)
      }
    }
    // Eight bits of mantissa cannot give the same numbers: equal ones would mean that nothing was cast.
    expect(largest).toBeGreaterThan(1e-6)
    full.dispose()
    half.dispose()
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
    expect(largestDifference(weights as Float32Array, state.weights!.dataSync() as Float32Array)).toBeGreaterThan(1e-5)
  })

  it('leaves no tensors behind when it is run as a graph', async () => {
    const inputs = { ...batch(samples), ...stepScalars(0, 1e-3, 0) }
    const model = await compileModel(
      { train: { run: trainStepOf(detector, stepSettings), exampleInputs: inputs } },
      initialState(detector),
    )
    tf.dispose(Object.values(model.run('train', inputs)) as never)
    const before = tf.memory().numTensors
    for (let count = 0; count < 3; count++) tf.dispose(Object.values(model.run('train', inputs)) as never)
    expect(tf.memory().numTensors).toBe(before)
    model.dispose()
  })
})

it('two pictures are learned by heart: every box is found with an IoU above 0.9 and the right class', async () => {
  const inputs = batch(samples)
  const predictInput = inputs.images!.clone()
  const model = await compileModel(
    {
      train: { run: trainStepOf(detector, stepSettings), exampleInputs: { ...inputs, ...stepScalars(0, 0, 0) } },
      predict: { run: predictStepOf(detector), exampleInputs: { images: predictInput } },
    },
    initialState(detector),
  )
  for (let step = 0; step < 120; step++) {
    const outputs: TensorMap = model.run('train', {
      ...inputs,
      ...stepScalars(step, step < 90 ? 3e-3 : 5e-4, Math.min(0.9, step / 10)),
    })
    tf.dispose(Object.values(outputs) as never)
  }
  const images = samples.map((_, index) => ({ id: index, path: '', width: 96, height: 96 }))
  const found: ImageDetections[] = []
  const runner = {
    side: 96,
    batch: 2,
    classes: 2,
    predict: (pictures: TensorMap[string]) => model.run('predict', { images: pictures }),
  }
  const pictures = { load: async ({ id }: { id: number }) => samples[id]!.pixels }
  await detect(runner, images, pictures, {
    confidence: 0.3,
    isCancelled: () => false,
    onImages: (list) => found.push(...list),
  })
  for (const [index, { labels }] of samples.entries()) {
    const { boxes, classes } = found[index]!
    const [x1, y1, x2, y2] = boxes
    const [left, top, right, bottom] = labels.boxes
    expect(
      boxIou({ x1: x1!, y1: y1!, x2: x2!, y2: y2! }, { x1: left!, y1: top!, x2: right!, y2: bottom! }),
    ).toBeGreaterThan(0.9)
    expect(classes[0]).toBe(labels.classes[0])
  }
  model.dispose()
}, 180_000)

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0)
}
