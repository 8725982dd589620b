/** The optimizers against PyTorch's (scripts/reference/optimizers.py), and what PyTorch leaves to its caller. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type OptimizerState, optimize, optimizerScalars } from '../../../main/engine/detector/optimizer.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'

type Fixture = {
  readonly start: number[]
  readonly scale: number[]
  readonly centre: number[]
  readonly cases: readonly { readonly settings: Partial<TrainSettings>; readonly path: readonly number[][] }[]
}
const fixture: Fixture = JSON.parse(readFileSync(new URL('../../fixtures/optimizers.json', import.meta.url), 'utf8'))

const plain = { weightDecay: 0, clipNorm: null }

/** Gradient of half scale (w - centre)² + sin w. */
function gradientAt(weights: Tensor): Tensor {
  return weights.sub(tf.tensor1d(fixture.centre)).mul(tf.tensor1d(fixture.scale)).add(tf.cos(weights))
}

function startAt(weights: readonly number[]): OptimizerState {
  return { weights: tf.tensor1d([...weights]), slot1: tf.zeros([weights.length]), slot2: tf.zeros([weights.length]) }
}

function step(settings: TrainSettings, state: OptimizerState, gradient: Tensor, count = 0, decays?: number[]) {
  const size = state.weights.size
  const inputs = {
    ...optimizerScalars(count, settings.learningRate),
    rates: tf.ones([size]),
    decays: decays ? tf.tensor1d(decays) : tf.ones([size]),
  }
  return optimize(settings, state, gradient, inputs as never)
}

describe('an optimizer takes the same 20 steps as PyTorch', () => {
  it.each(fixture.cases.map((one) => [JSON.stringify(one.settings), one] as const))(
    '%s',
    (_name, { settings, path }) => {
      const all = trainSettings.parse({ ...plain, ...settings })
      let state = startAt(fixture.start)
      for (const [count, expected] of path.entries()) {
        state = step(all, state, gradientAt(state.weights), count)
        const weights = state.weights.dataSync()
        for (const [index, value] of expected.entries()) expect(Math.abs(weights[index]! - value)).toBeLessThan(1e-6)
      }
    },
  )
})

describe('decay and clipping', () => {
  const noGradient = () => tf.zeros([3])

  it('L1 pulls all weights alike, L2 by their size, and neither those that do not decay', () => {
    const settings = { ...plain, optimizer: 'sgd', momentum: 0, learningRate: 0.1 }
    const weights = [2, -4, 4]
    const l2 = trainSettings.parse({ ...settings, weightDecay: 0.5 })
    // 2 - 0.1 x 0.5 x 2, -4 + 0.1 x 0.5 x 4.
    expect([...step(l2, startAt(weights), noGradient(), 0, [1, 1, 0]).weights.dataSync()]).toEqual(
      rounded(1.9, -3.8, 4),
    )
    const l1 = trainSettings.parse({ ...settings, weightDecayL1: 0.5 })
    expect([...step(l1, startAt(weights), noGradient(), 0, [1, 1, 0]).weights.dataSync()]).toEqual(
      rounded(1.95, -3.95, 4),
    )
  })

  it('a gradient longer than the limit is shortened to it, a shorter one is not touched', () => {
    const settings = trainSettings.parse({
      weightDecay: 0,
      optimizer: 'sgd',
      momentum: 0,
      learningRate: 1,
      clipNorm: 5,
    })
    // (6, 8, 0) is 10 long.
    const long = step(settings, startAt([0, 0, 0]), tf.tensor1d([6, 8, 0])).weights.dataSync()
    expect(long[0]).toBeCloseTo(-3, 5)
    expect(long[1]).toBeCloseTo(-4, 5)
    const short = step(settings, startAt([0, 0, 0]), tf.tensor1d([0.3, 0.4, 0])).weights.dataSync()
    expect([...short]).toEqual(rounded(-0.3, -0.4, 0))
  })
})

const rounded = (...values: number[]): number[] => [...Float32Array.from(values)]
