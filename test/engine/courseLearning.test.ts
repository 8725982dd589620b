/** What the notes of the course say of learning, on functions of one or two numbers that can be followed by hand. */
import { describe, expect, it } from 'vitest'
import { activations } from '../../main/engine/detector/activation.ts'
import { type OptimizerState, optimize, optimizerScalars } from '../../main/engine/detector/optimizer.ts'
import { newton } from '../../main/engine/detector/secondOrder/newton.ts'
import { type Tensor, tf } from '../../main/engine/tensorflow/tensorflow.ts'
import { sampleTrials } from '../../shared/search/sampling.ts'
import { searchSettings } from '../../shared/search/settings.ts'
import { defaultTrainSettings, type TrainSettings, trainSettings } from '../../shared/trainSettings.ts'

type Slope = (at: readonly number[]) => number[]

/** The places that an optimizer comes through, the start among them. */
function walk(change: Partial<TrainSettings>, slope: Slope, start: readonly number[], steps: number): number[][] {
  const settings = trainSettings.parse({ weightDecay: 0, clipNorm: null, optimizer: 'sgd', momentum: 0, ...change })
  const size = start.length
  let state: OptimizerState = { weights: tf.tensor1d([...start]), slot1: tf.zeros([size]), slot2: tf.zeros([size]) }
  const path = [[...start]]
  for (let step = 0; step < steps; step++) {
    const inputs = { ...optimizerScalars(step, settings.learningRate), rates: tf.ones([size]), decays: tf.ones([size]) }
    state = optimize(settings, state, tf.tensor1d(slope(path.at(-1)!)), inputs as never)
    path.push([...state.weights.dataSync()])
  }
  return path
}

describe('the steps of the course', () => {
  it('weight decay with ρ = 0.01 and λ = 2 leaves 0.96 of a weight', () => {
    const [, after] = walk({ learningRate: 0.01, weightDecay: 2 * 2 }, () => [0, 0], [1, -3], 1)
    expect(after).toEqual([expect.closeTo(0.96, 6), expect.closeTo(-2.88, 6)])
  })

  it('momentum adds the last speed: 0.9 of it, and the gradient', () => {
    const settings = trainSettings.parse({ optimizer: 'sgd', momentum: 0.9, weightDecay: 0, clipNorm: null })
    const state = { weights: tf.tensor1d([1]), slot1: tf.tensor1d([2]), slot2: tf.zeros([1]) }
    const inputs = { ...optimizerScalars(1, 0.1), rates: tf.ones([1]), decays: tf.ones([1]) }
    const next = optimize(settings, state, tf.tensor1d([3]), inputs as never)
    // v = 0.9 · 2 + 3 = 4.8, θ = 1 − 0.1 · 4.8.
    expect([next.slot1.dataSync()[0], next.weights.dataSync()[0]]).toEqual([
      expect.closeTo(4.8, 5),
      expect.closeTo(0.52, 5),
    ])
  })

  it('SGD with lr = 1e-2, momentum = 0.9 and weight_decay = 0.1', () => {
    // The gradient is 2 throughout. First 2 + 0.1 · 1 = 2.1, so 1 − 0.021; then 2 + 0.0979, and 0.9 · 2.1 + 2.0979 = 3.9879.
    const path = walk({ learningRate: 1e-2, momentum: 0.9, weightDecay: 0.1 }, () => [2], [1], 2)
    expect(path).toEqual([[1], [expect.closeTo(0.979, 6)], [expect.closeTo(0.939121, 6)]])
  })

  it('AdaGrad divides by the root of all squares so far: with the same gradient its steps become shorter', () => {
    // r = 4, then 8, then 12: 0.1 · 2 / √r.
    const path = walk({ optimizer: 'adagrad', learningRate: 0.1 }, () => [2], [0], 3).flat()
    const steps = path.slice(1).map((value, place) => path[place]! - value)
    expect(steps).toEqual([0.1, 0.1 / Math.SQRT2, 0.1 / Math.sqrt(3)].map((value) => expect.closeTo(value, 6)))
  })

  it('RMSProp divides by the root of a mean that forgets: its steps do not die', () => {
    // With α = 0.99, r grows towards 4: 0.04, 0.0796, …, and the step towards the rate itself.
    const path = walk({ optimizer: 'rmsprop', learningRate: 0.1, momentum: 0 }, () => [2], [0], 600).flat()
    expect(-path[1]!).toBeCloseTo((0.1 * 2) / Math.sqrt(0.04), 4)
    expect(-path[2]! + path[1]!).toBeCloseTo((0.1 * 2) / Math.sqrt(0.0796), 4)
    expect(-path.at(-1)! + path.at(-2)!).toBeCloseTo(0.1, 3)
  })

  it('Adam with α₁ = 0.9, α₂ = 0.999 and 1e-3 goes 1e-3 in its first step, whatever the gradient', () => {
    // v = 0.1 g and r = 0.001 g², corrected to g and g².
    for (const gradient of [0.01, 2, -300]) {
      const [, [after]] = walk({ optimizer: 'adam', learningRate: 1e-3 }, () => [gradient], [0], 1) as [
        number[],
        [number],
      ]
      expect(after).toBeCloseTo(-1e-3 * Math.sign(gradient), 6)
    }
  })

  it('Newton’s method takes α = −J′ / J″: on a parabola one step arrives', async () => {
    // J = 3w² − 12w + 5: from 5, J′ = 18 and J″ = 6, so α = −3, and 2 is the minimum.
    const objective = async (x: Float64Array) => {
      const w = x[0]!
      return { x, value: 3 * w ** 2 - 12 * w + 5, gradient: Float64Array.of(6 * w - 12) }
    }
    const { point } = await newton().step(objective, await objective(Float64Array.of(5)))
    expect(point.x[0]).toBeCloseTo(2, 6)
  })
})

describe('the way down', () => {
  // J = 5 w²: each step multiplies w by 1 − 10 ρ.
  const parabola: Slope = ([w = 0]) => [10 * w]

  it('overshoots with a learning rate that is too large, and creeps with one that is too small', () => {
    const endOf = (learningRate: number, steps: number) => walk({ learningRate }, parabola, [1], steps).at(-1)![0]!
    expect(endOf(0.05, 1)).toBeCloseTo(0.5, 6)
    // Beyond 1/10 it jumps over the minimum, beyond 2/10 farther away each time.
    expect(endOf(0.15, 1)).toBeCloseTo(-0.5, 6)
    expect(endOf(0.25, 3)).toBeCloseTo((-1.5) ** 3, 5)
    expect(endOf(0.0001, 100)).toBeCloseTo(0.999 ** 100, 4)
  })

  it('ends in a local minimum by gradient descent, and goes on through it with momentum', () => {
    // J = w²/20 + (1 − cos 2w)/5 is lowest at 0; another hollow is where w/10 + (2/5) sin 2w = 0, near 2.761.
    const slope: Slope = ([w = 0]) => [0.1 * w + 0.4 * Math.sin(2 * w)]
    expect(walk({ learningRate: 0.1 }, slope, [5], 600).at(-1)![0]).toBeCloseTo(2.761, 2)
    expect(walk({ learningRate: 0.1, momentum: 0.9 }, slope, [5], 600).at(-1)![0]).toBeCloseTo(0, 2)
  })

  it('leaves a saddle sooner with momentum', () => {
    // J = x² − y²: without momentum y grows by 1.1 a step, so a thousandfold takes ln 1000 / ln 1.1 = 72.5 steps.
    const slope: Slope = ([x = 0, y = 0]) => [2 * x, -2 * y]
    const leaves = (momentum: number) =>
      walk({ learningRate: 0.05, momentum }, slope, [1, 1e-3], 100).findIndex(([, y]) => Math.abs(y!) >= 1)
    expect(leaves(0)).toBe(73)
    expect(leaves(0.9)).toBeLessThan(40)
  })
})

describe('gradients through an activation', () => {
  const slopeAt = (name: keyof typeof activations, x: number) =>
    tf
      .grad(((at: Tensor) => activations[name](at).sum()) as never)(tf.tensor1d([x]) as never)
      .dataSync()[0]!

  it('vanish where sigmoid and tanh are saturated, and not through ReLU; leaky ReLU has a tenth below zero', () => {
    // σ′(10) = e^−10 to four digits, tanh′(10) = 4 e^−20.
    expect(slopeAt('sigmoid', 10)).toBeCloseTo(Math.exp(-10), 7)
    expect(slopeAt('tanh', 10)).toBeLessThan(1e-6)
    expect(slopeAt('relu', 10)).toBe(1)
    expect(slopeAt('relu', -10)).toBe(0)
    expect(slopeAt('leaky-relu', -10)).toBeCloseTo(0.1, 6)
  })
})

describe('a search', () => {
  const rate = { kind: 'range', key: 'learningRate', low: 1e-6, high: 1e-3, isLog: true, points: 3 } as const
  const zoom = { kind: 'range', key: 'scale', low: 0.2, high: 0.8, isLog: false, points: 3 } as const
  const drawn = (change: object) =>
    sampleTrials(searchSettings.parse({ base: defaultTrainSettings, parameters: [rate, zoom], ...change }))

  it('from 1e-6 to 1e-3 draws the power: each of the three powers of ten has a third', () => {
    const rates = drawn({ trials: 1000 })
      .slice(1)
      .map(({ learningRate }) => learningRate as number)
    const within = (low: number, high: number) => rates.filter((value) => value >= low && value < high).length
    // Three deviations of a binomial of 999 with a third are 45.
    for (const low of [1e-6, 1e-5, 1e-4]) expect(Math.abs(within(low, 10 * low) - 333)).toBeLessThan(45)
  })

  it('at random tries as many values of each setting as it has trials, a grid of nine only three', () => {
    const valuesOf = (trials: ReturnType<typeof drawn>) => new Set(trials.map(({ learningRate }) => learningRate)).size
    expect(drawn({ sampling: 'grid' })).toHaveLength(9)
    expect(valuesOf(drawn({ sampling: 'grid' }))).toBe(3)
    expect(valuesOf(drawn({ trials: 9 }))).toBe(9)
  })
})
