/**
 * The loss over a plane through the run's weights, and the paths of optimizers on it.
 *
 * The plane is spanned by two random directions whose filters are as long as the run's own (Li et al., "Visualizing the loss
 * landscape of neural nets", 2018), so that a step means the same in every layer; biases and normalisation stay. The optimizers
 * move on the plane alone: their two numbers are a and b, their gradient that of the loss with respect to these.
 */
import type { LossSlice, OptimizerPaths, pathRules } from '../../../../shared/howCalls.ts'
import { type Random, seededRandom } from '../../../../shared/random.ts'
import { compileModel } from '../../tensorflow/compiledModel.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { Sample } from '../batch.ts'
import { toBase64 } from '../explain.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import { type OptimizerInputs, type OptimizerState, optimize, optimizerScalars } from '../optimizer.ts'
import type { ParameterSpec } from '../parameters.ts'
import { breathe, type Experimenting, valuesOf } from './experiment.ts'
import { type HeadLoss, headLossOf } from './headLoss.ts'

/** Odd, so that the run's weights have a cell of their own. */
const cells = 21
const reach = 1

export async function lossSliceOf(
  restored: RestoredDetector,
  samples: readonly Sample[],
  seed: number,
  experimenting: Experimenting,
): Promise<LossSlice> {
  const plane = await planeOf(headLossOf(restored, samples), seed)
  try {
    const values = new Float32Array(cells * cells)
    const at = (place: number) => reach * ((2 * place) / (cells - 1) - 1)
    for (let row = 0; row < cells; row++) {
      await breathe(experimenting, row / cells)
      for (let column = 0; column < cells; column++)
        values[row * cells + column] = await plane.lossAt([at(column), at(row)])
    }
    const here = values[Math.floor(values.length / 2)]!
    return { cells, reach, values: toBase64(values), here, images: samples.length, weights: plane.weights }
  } finally {
    plane.dispose()
  }
}

const steps = 40

/** What an optimizer of the run's own code is set to. */
const rules = {
  sgd: { optimizer: 'sgd', momentum: 0 },
  momentum: { optimizer: 'sgd', momentum: 0.9 },
  rmsprop: { optimizer: 'rmsprop', momentum: 0 },
  adam: { optimizer: 'adam', momentum: 0 },
} as const satisfies Readonly<Record<(typeof pathRules)[number], object>>

/** The first step of SGD goes so far. Adam goes as far whatever the gradient; RMSProp, whose mean of squares begins at 0, ten times. */
const firstStep = 0.06
const rmspropStep = 0.006

export async function optimizerPathsOf(
  restored: RestoredDetector,
  samples: readonly Sample[],
  { seed, start }: { readonly seed: number; readonly start: readonly [number, number] },
  experimenting: Experimenting,
): Promise<OptimizerPaths> {
  const plane = await planeOf(headLossOf(restored, samples), seed)
  try {
    const { gradient } = await plane.slopeAt(start)
    const steepness = Math.hypot(...gradient)
    const names = Object.keys(rules) as (keyof typeof rules)[]
    const paths: OptimizerPaths['paths'] = []
    for (const [place, rule] of names.entries()) {
      const rates = {
        sgd: firstStep / steepness,
        momentum: firstStep / steepness,
        rmsprop: rmspropStep,
        adam: firstStep,
      }
      const onPart = (part: number) => experimenting.onPart((place + part) / names.length)
      const points = await walk(plane, { rule, learningRate: rates[rule], start }, { ...experimenting, onPart })
      paths.push({ rule, learningRate: rates[rule], points })
    }
    return { paths, gradient: [...gradient] as [number, number] }
  } finally {
    plane.dispose()
  }
}

type Walk = {
  readonly rule: keyof typeof rules
  readonly learningRate: number
  readonly start: readonly [number, number]
}
type Points = OptimizerPaths['paths'][number]['points']

async function walk(plane: Plane, { rule, learningRate, start }: Walk, experimenting: Experimenting): Promise<Points> {
  const points: Points = []
  let state: OptimizerState = { weights: tf.tensor1d([...start]), slot1: tf.zeros([2]), slot2: tf.zeros([2]) }
  for (let step = 0; step <= steps; step++) {
    await breathe(experimenting, step / (steps + 1))
    const [a, b] = (await readValues(state.weights)) as unknown as [number, number]
    const { loss, gradient } = await plane.slopeAt([a, b])
    if (!Number.isFinite(loss) || !gradient.every(Number.isFinite)) break
    points.push({ at: [a, b], loss })
    const next = moved(rule, state, gradient, optimizerScalars(step, learningRate))
    tf.dispose(Object.values(state))
    state = next
  }
  tf.dispose(Object.values(state))
  return points
}

const withoutRegularisation = {
  dampening: 0,
  momentumForm: 'classical',
  weightDecay: 0,
  weightDecayL1: 0,
  clipNorm: null,
} as const

function moved(
  rule: keyof typeof rules,
  state: OptimizerState,
  gradient: readonly number[],
  scalars: TensorMap,
): OptimizerState {
  const inputs = { ...scalars, rates: tf.ones([2]), decays: tf.zeros([2]) } as unknown as OptimizerInputs
  const given = tf.tensor1d([...gradient])
  const next = tf.tidy(() => {
    const { weights, slot1, slot2 } = optimize({ ...withoutRegularisation, ...rules[rule] }, state, given, inputs)
    return { weights: weights.clone(), slot1: slot1.clone(), slot2: slot2.clone() } as never
  }) as OptimizerState
  tf.dispose([given, ...(Object.values(inputs) as Tensor[])])
  return next
}

type Position = readonly [a: number, b: number]

type Plane = {
  readonly weights: number
  readonly lossAt: (at: Position) => Promise<number>
  readonly slopeAt: (at: Position) => Promise<{ readonly loss: number; readonly gradient: readonly number[] }>
  readonly dispose: () => void
}

/** Compiled: the plane is asked hundreds of times. */
async function planeOf(loss: HeadLoss, seed: number): Promise<Plane> {
  const random = seededRandom(seed)
  const { specs } = loss.layout
  const start = await readValues(loss.start)
  const [first, second] = [0, 1].map(() => tf.tensor1d(filterDirection(specs, start, random))) as [Tensor, Tensor]
  const at = tf.zeros([2]) as Tensor
  try {
    const model = await compileModel(
      {
        loss: {
          run: (inputs, state) => ({ outputs: { loss: lossAt(loss, inputs, state) }, state: {} }),
          exampleInputs: { at },
        },
        slope: {
          run: (inputs, state) => ({ outputs: slopeAt(loss, inputs, state), state: {} }),
          exampleInputs: { at },
        },
      },
      { ...loss.state, start: loss.start, first, second },
    )
    const asked = async (name: 'loss' | 'slope', place: Position) => {
      const input = tf.tensor1d([...place])
      const values = await valuesOf(model.run(name, { at: input }))
      input.dispose()
      return values
    }
    return {
      weights: start.length,
      lossAt: async (place) => (await asked('loss', place)).loss![0]!,
      slopeAt: async (place) => {
        const { loss: value, gradient } = await asked('slope', place)
        return { loss: value![0]!, gradient: [...gradient!] }
      },
      dispose: () => {
        model.dispose()
        loss.dispose()
      },
    }
  } finally {
    tf.dispose([first, second, at])
  }
}

function lossAt(loss: HeadLoss, { at }: TensorMap, { start, first, second, ...state }: TensorMap): Tensor {
  const [a, b] = tf.split(at as never, 2) as Tensor[] as [Tensor, Tensor]
  return loss.of(start!.add(first!.mul(a)).add(second!.mul(b)), state)
}

function slopeAt(loss: HeadLoss, { at }: TensorMap, state: TensorMap): TensorMap {
  const { value, grad } = tf.valueAndGrad(((place: Tensor) => lossAt(loss, { at: place }, state)) as never)(at as never)
  return { loss: value as Tensor, gradient: grad as Tensor }
}

/** Normal random numbers, each filter made as long as the one that stands there; nothing for biases and normalisation. */
export function filterDirection(specs: readonly ParameterSpec[], start: Float32Array, random: Random): Float32Array {
  const direction = new Float32Array(start.length)
  let offset = 0
  for (const { name, shape } of specs) {
    const length = shape.reduce((product, side) => product * side, 1)
    if (name.endsWith('/kernel')) {
      const own = start.subarray(offset, offset + length)
      // [k, k, in, out] and [in, out] have a filter for each output, [k, k, channels, 1] one for each channel.
      const filters = name.includes('/depthwise/') ? shape[2]! : shape.at(-1)!
      direction.set(ofFilters(own, filters, random), offset)
    }
    offset += length
  }
  return direction
}

function ofFilters(own: Float32Array, filters: number, random: Random): Float32Array {
  const direction = Float32Array.from(own, () => random.normal())
  const squares = (values: Float32Array) => {
    const sums = new Float64Array(filters)
    for (const [place, value] of values.entries()) sums[place % filters]! += value ** 2
    return sums
  }
  const [wanted, given] = [squares(own), squares(direction)]
  return direction.map((value, place) => value * Math.sqrt(wanted[place % filters]! / given[place % filters]!))
}
