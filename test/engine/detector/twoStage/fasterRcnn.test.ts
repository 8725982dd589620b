/** One step of the two-stage detector as a whole; what many of them learn is in families.test.ts. */
import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../../main/engine/detector/inputScaling.ts'
import { initialState, stepScalars, trainStepOf } from '../../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../../main/engine/tensorflow/compiledModel.ts'
import { type TensorMap, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../../shared/random.ts'
import { trainSettings } from '../../../../shared/trainSettings.ts'
import { brightSquare } from '../../../support/brightSquare.ts'
import { relativeDifference } from '../../../support/relativeDifference.ts'

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

describe('one step', () => {
  it('as a recorded graph equals the step run operation by operation, in losses and every number of the state', async () => {
    const step = trainStepOf(detector, stepSettings)
    const inputs = batch(samples)
    const exampleInputs = { ...inputs, ...stepScalars(0, 0, 0) }
    const model = await compileModel({ train: { run: step, exampleInputs } }, initialState(detector))
    // At the start all proposals are equally sure, and a last bit decides which of them are drawn: not so after some steps.
    for (let count = 0; count < 30; count++) {
      tf.dispose(
        Object.values(
          model.run('train', { ...inputs, ...stepScalars(count, 3e-3, Math.min(0.9, count / 10)) }),
        ) as never,
      )
    }
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
    model.dispose()
  }, 120_000)

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
