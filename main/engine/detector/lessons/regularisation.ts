/**
 * What weight decay and dropout do to the weights: the run's head is trained some steps further on a few pictures, each time from
 * the same weights and with another means against overfitting, by SGD without momentum so that each step can be followed by hand.
 * L2 takes a part of every weight in each step, w ← (1 − 2ρλ) w; L1 takes the same amount ρλ of each, so that many end near zero.
 */
import type { Regularisation } from '../../../../shared/howCalls.ts'
import { seededRandom } from '../../../../shared/random.ts'
import { type CompiledModel, compileModel } from '../../tensorflow/compiledModel.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { Sample } from '../batch.ts'
import { type DropoutPlaces, dropoutFactors } from '../layers.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import { type OptimizerInputs, type OptimizerState, optimize, optimizerScalars } from '../optimizer.ts'
import { decayVector } from '../parameters.ts'
import { breathe, type Experimenting } from './experiment.ts'
import { type HeadLoss, headLossOf } from './headLoss.ts'

const steps = 30
/** The numbers of the course: (1 − 2 · 0.01 · 2) = 0.96 of each weight is left after a step. */
const learningRate = 0.01
const l2 = 2
const dropoutPart = 0.5
/** L1 takes this part of the mean size of a weight in each step. */
const l1Part = 0.03
const bins = 61

export async function regularisationOf(
  restored: RestoredDetector,
  samples: readonly Sample[],
  experimenting: Experimenting,
): Promise<Regularisation> {
  const loss = headLossOf(restored, samples)
  let model: Gradients | null = null
  try {
    const isKernel = decayVector(loss.layout)
    const start = await kernelsOf(loss.start, isKernel)
    const meanSize = start.reduce((sum, value) => sum + Math.abs(value), 0) / start.length
    const l1 = (l1Part * meanSize) / learningRate
    // Half of the square's gradient is what training calls decay.
    const decays = { none: [0, 0, 0], l2: [2 * l2, 0, 0], l1: [0, l1, 0], dropout: [0, 0, dropoutPart] } as const
    const high = start.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const nearly = l1Part * meanSize
    const frame = { low: -high, high, nearly }
    const heads = [
      { kind: 'run' as const, ...(await described(loss, loss.start, isKernel, frame)) },
    ] as Regularisation['heads']
    const dropout = restored.detector.dropout.places > 0 ? dropoutPart : null
    const kinds = (['none', 'l2', 'l1', 'dropout'] as const).filter((kind) => kind !== 'dropout' || dropout !== null)
    model = await compiledGradients(restored, { loss, images: samples.length })
    for (const [place, kind] of kinds.entries()) {
      const onPart = (part: number) => experimenting.onPart((place + part) / kinds.length)
      const [weightDecay, weightDecayL1, part] = decays[kind]
      const change = { weightDecay, weightDecayL1, dropout: part }
      const subject = { loss, images: samples.length, places: restored.detector.dropout, model }
      const trained = await train(subject, change, { ...experimenting, onPart })
      heads.push({ kind, ...(await described(loss, trained, isKernel, frame)) })
      trained.dispose()
    }
    const counted = { steps, images: samples.length, weights: start.length }
    return { ...counted, learningRate, l2, l1, dropout, ...frame, heads }
  } finally {
    model?.dispose()
    loss.dispose()
  }
}

type Change = { readonly weightDecay: number; readonly weightDecayL1: number; readonly dropout: number }
type Gradients = CompiledModel<'plain' | 'dropped'>
type Trained = {
  readonly loss: HeadLoss
  readonly images: number
  readonly places: DropoutPlaces
  readonly model: Gradients
}

/** The gradient with respect to the head's weights, without and with channels dropped out. */
async function compiledGradients(
  { detector }: RestoredDetector,
  { loss, images }: Pick<Trained, 'loss' | 'images'>,
): Promise<Gradients> {
  const { places, channels } = detector.dropout
  const dropout = tf.ones([images, Math.max(1, places), channels]) as Tensor
  const gradient = ({ weights, dropout: factors }: TensorMap, state: TensorMap) => ({
    outputs: {
      gradient: tf.grad(((x: Tensor) => loss.of(x, state, factors ?? null)) as never)(weights as never) as Tensor,
    },
    state: {},
  })
  try {
    return await compileModel(
      {
        plain: { run: gradient, exampleInputs: { weights: loss.start } },
        dropped: { run: gradient, exampleInputs: { weights: loss.start, dropout } },
      },
      loss.state,
    )
  } finally {
    dropout.dispose()
  }
}

async function train(
  { loss, images, places, model }: Trained,
  change: Change,
  experimenting: Experimenting,
): Promise<Tensor> {
  const random = seededRandom(0)
  const fixed = { rates: tf.onesLike(loss.start), decays: tf.tensor1d(decayVector(loss.layout)) }
  const slots = { slot1: tf.zerosLike(loss.start), slot2: tf.zerosLike(loss.start) }
  let weights = loss.start.clone() as Tensor
  try {
    for (let step = 0; step < steps; step++) {
      await breathe(experimenting, step / steps)
      const dropout = dropoutFactors(images, places, change.dropout, random)
      const { gradient } = dropout ? model.run('dropped', { weights, dropout }) : model.run('plain', { weights })
      const inputs = { ...optimizerScalars(step, learningRate), ...fixed } as unknown as OptimizerInputs
      const state = { weights, ...slots } as OptimizerState
      const next = tf.tidy(() => optimize(plainSteps(change), state, gradient!, inputs).weights)
      const { rates: _rates, decays: _decays, ...scalars } = inputs
      tf.dispose([weights, gradient!, ...Object.values(scalars), ...(dropout ? [dropout] : [])])
      weights = next
    }
    return weights
  } catch (error) {
    weights.dispose()
    throw error
  } finally {
    tf.dispose([...Object.values(fixed), ...Object.values(slots)])
  }
}

const plainSteps = ({ weightDecay, weightDecayL1 }: Change) =>
  ({
    optimizer: 'sgd',
    momentum: 0,
    dampening: 0,
    momentumForm: 'classical',
    // As in training, where a single steep batch must not throw all weights away.
    clipNorm: 10,
    weightDecay,
    weightDecayL1,
  }) as const

type Frame = Pick<Regularisation, 'low' | 'high' | 'nearly'>

async function described(loss: HeadLoss, weights: Tensor, isKernel: Float32Array, { low, high, nearly }: Frame) {
  const kernels = await kernelsOf(weights, isKernel)
  const counts = new Array<number>(bins).fill(0)
  let [squares, few] = [0, 0]
  for (const value of kernels) {
    squares += value ** 2
    if (Math.abs(value) < nearly) few++
    counts[Math.min(bins - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * bins)))]! += 1
  }
  const cost = tf.tidy(() => loss.of(weights, loss.state))
  const [value] = await readValues(cost)
  cost.dispose()
  return { counts, norm: Math.sqrt(squares), nearlyZero: few / kernels.length, loss: value! }
}

async function kernelsOf(weights: Tensor, isKernel: Float32Array): Promise<Float32Array> {
  return (await readValues(weights)).filter((_, place) => isKernel[place] === 1)
}
