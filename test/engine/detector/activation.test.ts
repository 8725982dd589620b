/** Why layers are bent, and why the bend needs a slope: networks with the two activations that fail. */
import { describe, expect, it } from 'vitest'
import { activations } from '../../../main/engine/detector/activation.ts'
import { buildBatch } from '../../../main/engine/detector/batch.ts'
import { passOf } from '../../../main/engine/detector/detector.ts'
import { unflatten } from '../../../main/engine/detector/parameters.ts'
import { gradientOf, initialState } from '../../../main/engine/detector/trainStep.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { anyDetector, anyPicture, side } from '../../support/anyDetector.ts'
import { gridOf } from '../../support/gridOf.ts'

const values = (tensor: Tensor) => [...(tensor.dataSync() as Float32Array)]

it('linear leaves everything as it is, and step says only on which side of zero it lies', () => {
  const x = tf.tensor1d([-2, -0.1, 0, 0.1, 3])
  expect(values(activations.linear(x)).map((value) => Number(value.toFixed(6)))).toEqual([-2, -0.1, 0, 0.1, 3])
  expect(values(activations.step(x))).toEqual([0, 0, 0, 1, 1])
})

/** What the head says of pictures before any of it is squashed. */
async function outputOf(activation: TrainSettings['activation']): Promise<(picture: Float32Array) => number[]> {
  const { detector, tensors } = await anyDetector({ activation })
  return (picture) => {
    const images = tf.tensor4d(picture, [1, side, side, 3])
    const weights = unflatten(detector.layouts.weights, tensors.average!)
    const { pass } = passOf(detector, { isTraining: false, dropout: null }, weights, tensors)
    const { features, head } = gridOf(detector.inside)
    return values(head(features(images, pass), pass))
  }
}

/** How far the network is from f(a) + f(b) = f(a + b) + f(0), beside the size of what it says. */
async function bentBy(activation: TrainSettings['activation']): Promise<number> {
  const output = await outputOf(activation)
  const [a, b] = [1, 2].map((seed) => Float32Array.from(anyPicture(seed), (value) => value / 2)) as [
    Float32Array,
    Float32Array,
  ]
  const [ofA, ofB] = [output(a), output(b)]
  const [together, ofNothing] = [output(a.map((value, at) => value + b[at]!)), output(new Float32Array(a.length))]
  const differences = ofA.map((value, at) => value + ofB[at]! - together[at]! - ofNothing[at]!)
  const size = Math.max(...together.map((value, at) => Math.abs(value - ofNothing[at]!)))
  return Math.max(...differences.map(Math.abs)) / size
}

describe('a detector of many layers', () => {
  it('is one linear layer when none of them bends: what it says of two pictures adds up', async () => {
    expect(await bentBy('linear')).toBeLessThan(1e-4)
    expect(await bentBy('relu')).toBeGreaterThan(0.01)
  })

  it('learns nothing before its last step: no gradient comes through', async () => {
    const layersMoved = async (activation: TrainSettings['activation']) => {
      const { detector, info } = await anyDetector({ activation })
      const settings = { ...info.settings, batch: 2, mosaic: 0 }
      const labels = { boxes: Float64Array.of(10, 12, 40, 44), classes: Int32Array.of(0) }
      const samples = [1, 2].map((seed) => ({ pixels: anyPicture(seed), labels }))
      const inputs = buildBatch(samples, detector, settings, seededRandom(1), 16)
      const step = gradientOf(detector, { settings, classFactors: [1, 1, 1] })
      const { gradient } = step(inputs, initialState(detector)).outputs
      const parts = unflatten(detector.layouts.weights, gradient!)
      return detector.layouts.weights.specs
        .filter((_, place) => values(parts[place]!).some((slope) => slope !== 0))
        .map(({ name }) => name)
    }
    const [byStep, byRelu] = [await layersMoved('step'), await layersMoved('relu')]
    // Only the outputs, which lie behind the last activation.
    expect(byStep.length).toBeGreaterThan(0)
    expect(byStep.filter((name) => !/\/out\/(kernel|bias)$/.test(name))).toEqual([])
    expect(byRelu.some((name) => name.startsWith('backbone'))).toBe(true)
  })
})
