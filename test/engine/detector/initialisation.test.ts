import { describe, expect, it } from 'vitest'
import { activations } from '../../../main/engine/detector/activation.ts'
import { type Initialisation, weightSource } from '../../../main/engine/detector/initialisation.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'

const count = 40_000

function drawn(initialisation: Initialisation, fanIn: number, fanOut: number): number[] {
  const next = weightSource(initialisation, { fanIn, fanOut }, seededRandom(1))
  return Array.from({ length: count }, next)
}

const deviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / count)

describe('initial weights', () => {
  it.each<[Initialisation, number]>([
    ['normal', 0.01],
    // A uniform number in ±a has the deviation a / sqrt(3).
    ['uniform', 0.05 / Math.sqrt(3)],
    ['xavier', Math.sqrt(2 / (90 + 180))],
    ['kaiming', Math.sqrt(2 / 90)],
  ])('%s: have the spread that its paper gives', (initialisation, expected) => {
    const values = drawn(initialisation, 90, 180)
    expect(deviation(values) / expected).toBeCloseTo(1, 1.7)
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / count)).toBeLessThan(expected * 0.03)
  })

  it('xavier and uniform stay within their limits', () => {
    expect(Math.max(...drawn('xavier', 90, 180).map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 270))
    expect(Math.max(...drawn('uniform', 90, 180).map(Math.abs))).toBeLessThanOrEqual(0.05)
  })

  it('kaiming keeps the size of a signal through twenty rectified layers; a fixed small spread loses it', () => {
    expect(signalAfterLayers('kaiming')).toBeGreaterThan(0.2)
    expect(signalAfterLayers('kaiming')).toBeLessThan(5)
    expect(signalAfterLayers('normal')).toBeLessThan(1e-10)
  })
})

/** Root mean square of what is left of a signal of size 1. */
function signalAfterLayers(initialisation: Initialisation): number {
  const width = 256
  const random = seededRandom(3)
  const next = weightSource(initialisation, { fanIn: width, fanOut: width }, random)
  return tf.tidy(() => {
    let x = tf.tensor2d(
      Array.from({ length: 8 * width }, () => random.normal()),
      [8, width],
    ) as Tensor
    for (let layer = 0; layer < 20; layer++) {
      const weights = tf.tensor2d(Float32Array.from({ length: width * width }, next), [width, width])
      x = tf.relu(tf.matMul(x as never, weights) as Tensor)
    }
    return Math.sqrt(x.square().mean().dataSync()[0]!)
  })
}

describe('activations', () => {
  const values = [-3, -0.5, 0.25, 2]
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const plain = {
    sigmoid,
    tanh: Math.tanh,
    relu: (x: number) => Math.max(0, x),
    'leaky-relu': (x: number) => (x > 0 ? x : 0.1 * x),
    silu: (x: number) => x * sigmoid(x),
  }

  it.each(Object.keys(plain) as (keyof typeof plain)[])(
    '%s: value and gradient are those of the definition',
    (name) => {
      const activation = activations[name]
      const output = activation(tf.tensor1d(values)).dataSync()
      const gradient = tf
        .grad(((x: Tensor) => activation(x)) as never)(tf.tensor1d(values))
        .dataSync()
      for (const [index, x] of values.entries()) {
        expect(output[index]).toBeCloseTo(plain[name](x), 5)
        expect(gradient[index]).toBeCloseTo((plain[name](x + 1e-6) - plain[name](x - 1e-6)) / 2e-6, 4)
      }
    },
  )
})
