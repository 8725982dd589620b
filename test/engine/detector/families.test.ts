/** What every family of detectors has to do, whatever is inside: a step as a graph, learning, going on from a checkpoint, a whole run. */
import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { detect } from '../../../main/engine/detector/detect.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { familyOf } from '../../../main/engine/detector/families.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { boxIou } from '../../../shared/box.ts'
import { seededRandom } from '../../../shared/random.ts'
import { type DetectorName, detectorName, trainSettings } from '../../../shared/trainSettings.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'
import { brightSquare, squareSide as side } from '../../support/brightSquare.ts'
import { relativeDifference } from '../../support/relativeDifference.ts'

const still = { flipHorizontal: 0, scale: 0, translate: 0, colour: 0 }
const square = (length: number) => ({ width: length, height: length })

const samples = [brightSquare(1, 20, 30, 0), brightSquare(2, 51, 8, 1)]

function anyOf(detector: DetectorName) {
  const parsed = trainSettings.parse({
    ...{ detector, size: side, batch: 2, start: 'scratch', neckChannels: 32, anchorsPerScale: 1 },
    ...still,
  })
  const settings = { ...parsed, batch: 2, mosaic: 0 }
  const anchors = familyOf(settings).anchorsFor([square(12), square(30), square(60)], settings)
  const network = buildDetector({ settings, classes: 2, anchors, pretrained: null, scaling: fixedScaling })
  const room = network.roomFor(
    samples.map(({ labels }) => labels),
    settings,
  )
  const step = trainStepOf(network, { settings, classFactors: [1, 1] })
  const batchOf = (list: readonly Sample[], seed = 9) => buildBatch(list, network, settings, seededRandom(seed), room)
  return { network, step, batchOf }
}

// What yolo does is tested in trainStep.test.ts, more closely.
describe.each(detectorName.options.filter((name) => name !== 'yolo'))('%s', (name) => {
  it('as a recorded graph takes the steps that it takes operation by operation', async () => {
    const { network, step, batchOf } = anyOf(name)
    const inputs = batchOf(samples)
    const exampleInputs = { ...inputs, ...stepScalars(0, 0, 0) }
    const model = await compileModel({ train: { run: step, exampleInputs } }, initialState(network))
    let state = initialState(network)
    for (let count = 0; count < 3; count++) {
      // Adam divides by the gradient's size: where that is nearly zero, the last bit decides the direction of a whole step.
      const all = { ...inputs, ...stepScalars(count, 5e-7, 0.5) }
      const eager = step(all, state)
      const graph = model.run('train', all)
      expect(Object.keys(graph).sort()).toEqual(Object.keys(eager.outputs).sort())
      for (const [loss, value] of Object.entries(eager.outputs))
        expect(Math.abs(graph[loss]!.dataSync()[0]! / value.dataSync()[0]! - 1), loss).toBeLessThan(1e-4)
      state = { ...state, ...eager.state }
    }
    const compiled = await model.readState()
    for (const [vector, tensor] of Object.entries(state)) {
      const tolerance = vector.startsWith('slot') ? 1e-2 : 1e-5
      expect(relativeDifference(compiled[vector]!, tensor.dataSync() as Float32Array), vector).toBeLessThan(tolerance)
    }
    expect(compiled.slot1!.some((value) => Math.abs(value) > 1e-4)).toBe(true)
    model.dispose()
  }, 120_000)

  it('without any label has finite losses', () => {
    const { network, step, batchOf } = anyOf(name)
    const none = { boxes: new Float64Array(0), classes: new Int32Array(0) }
    const inputs = batchOf(samples.map(({ pixels }) => ({ pixels, labels: none })))
    const { outputs, state } = step({ ...inputs, ...stepScalars(0, 1e-3, 0) }, initialState(network))
    for (const [loss, value] of Object.entries(outputs)) expect(Number.isFinite(value.dataSync()[0]), loss).toBe(true)
    expect(state.weights!.dataSync().every(Number.isFinite)).toBe(true)
  })

  it('learns two pictures by heart, also when it goes on elsewhere: every box where it is and with its class', async () => {
    const first = await learning(name)
    for (let step = 0; step < 50; step++) first.learn(step)
    const second = await learning(name)
    second.model.writeState(await first.model.readState())
    // The same step from the same state.
    expect(second.learn(50)).toEqual(first.learn(50))
    // What the optimizer remembers shows in the step after.
    const [here, there] = [first.learn(51), second.learn(51)]
    for (const [loss, value] of Object.entries(here)) {
      expect(Math.abs(there[loss]! - value), loss).toBeLessThan(1e-3 * Math.abs(value))
    }
    first.model.dispose()
    for (let step = 52; step < 150; step++) second.learn(step)
    for (const [index, { boxes, classes }] of (await second.detections()).entries()) {
      const [x1, y1, x2, y2] = boxes
      const [left, top, right, bottom] = samples[index]!.labels.boxes
      const found = { x1: x1!, y1: y1!, x2: x2!, y2: y2! }
      expect(boxIou(found, { x1: left!, y1: top!, x2: right!, y2: bottom! })).toBeGreaterThan(smallestIou(name))
      expect(classes[0]).toBe(samples[index]!.labels.classes[0])
    }
    second.model.dispose()
  }, 300_000)
})

/** Sliding windows are no better than where they stand: at quarters of their sides, so at most an eighth off. */
const smallestIou = (name: DetectorName): number => (name === 'sliding-window' ? 0.5 : 0.9)

async function learning(name: DetectorName) {
  const { network, step, batchOf } = anyOf(name)
  const inputs = batchOf(samples)
  const predictInput = inputs.images!.clone()
  const exampleInputs = { ...inputs, ...stepScalars(0, 0, 0) }
  const model = await compileModel(
    {
      train: { run: step, exampleInputs },
      predict: { run: predictStepOf(network), exampleInputs: { images: predictInput } },
    },
    initialState(network),
  )
  const learn = (count: number) => {
    const rate = count < 120 ? 3e-3 : 5e-4
    // Every step draws anew what it learns from.
    const fresh = { ...batchOf(samples, count), ...stepScalars(count, rate, Math.min(0.9, count / 10)) }
    const outputs: TensorMap = model.run('train', fresh)
    tf.dispose(Object.values(fresh) as never)
    const losses = Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, value.dataSync()[0]!]))
    tf.dispose(Object.values(outputs) as never)
    return losses
  }
  const predict = (images: TensorMap[string]) => model.run('predict', { images })
  const detections = async () => {
    const found: ImageDetections[] = []
    const images = samples.map((_, index) => ({ id: index, path: '', width: side, height: side }))
    const pictures = { load: async ({ id }: { id: number }) => samples[id]!.pixels }
    await detect({ side, batch: 2, classes: 2, predict }, images, pictures, {
      confidence: 0.3,
      isCancelled: () => false,
      onImages: (list) => found.push(...list),
    })
    return found
  }
  return { model, learn, detections }
}
