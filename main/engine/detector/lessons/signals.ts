/**
 * The signal through the depth of a network: how the values that leave each layer are spread, on a picture. By the run's weights,
 * by the same weights with batch norm taken out, and by networks of this shape that have learned nothing, for weights that are too
 * small, too large, or as Glorot and Bengio (2010) and He et al. (2015) choose them.
 * In: a picture [side, side, 3] of 0..255. Out: `Signals` of the contract.
 */
import { type Signal, type Signals, type Starts, startNames } from '../../../../shared/howCalls.ts'
import type { TrainSettings } from '../../../../shared/trainSettings.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { batchNormEpsilon } from '../config.ts'
import { buildDetector } from '../detector.ts'
import { batchOf, evaluationPass } from '../explain.ts'
import type { Pass } from '../layers.ts'
import type { RestoredDetector } from '../loadDetector.ts'
import type { ParameterSpec } from '../parameters.ts'

const bins = 40
/** Too small and too large: standard deviations of normal weights, whatever the size of a layer. */
const deviations = { small: 0.01, large: 1 } as const

export async function signalsOf(restored: RestoredDetector, pixels: Uint8Array): Promise<Signals> {
  const { settings } = restored.info
  const images = batchOf(pixels, settings.size)
  try {
    const { pass, all } = keptPass(restored)
    const trained = await watched(restored.detector, images, pass)
    const without = await watched(restored.detector, images, { ...pass, parameter: withoutNorm(pass) })
    tf.dispose([...all.values()])
    return {
      normalisation: settings.normalisation,
      activation: settings.activation,
      trained,
      without,
    }
  } finally {
    images.dispose()
  }
}

export async function startsOf(
  restored: RestoredDetector,
  pixels: Uint8Array,
  normalisation: TrainSettings['normalisation'],
): Promise<Starts> {
  const images = batchOf(pixels, restored.info.settings.size)
  try {
    const found: Starts = []
    for (const start of startNames) {
      found.push({ start, signals: await ofStart(restored, images, { start, normalisation }) })
    }
    return found
  } finally {
    images.dispose()
  }
}

type Runnable = Pick<RestoredDetector['detector'], 'predict'>

/** Runs the network and writes down how the values of each layer are spread. */
async function watched(detector: Runnable, images: Tensor, pass: Pass): Promise<Signal[]> {
  const seen: { readonly layer: string; readonly values: Tensor }[] = []
  tf.tidy(() => {
    const watch = (layer: string, values: Tensor) => void seen.push({ layer, values: tf.keep(values.clone()) })
    detector.predict(images, { ...pass, watch })
  })
  const found: Signal[] = []
  for (const { layer, values } of seen) {
    found.push({ layer, side: values.shape[1]!, ...spreadOf(await readValues(values)) })
    values.dispose()
  }
  return found
}

/** The parameters outlive the tidy in which they are cut out of their vectors. */
function keptPass(restored: RestoredDetector): { readonly pass: Pass; readonly all: ReadonlyMap<string, Tensor> } {
  const all = new Map<string, Tensor>()
  tf.tidy(() => {
    const { parameter } = evaluationPass(restored)
    for (const { specs } of Object.values(restored.detector.layouts)) {
      for (const { name } of specs) all.set(name, tf.keep(parameter(name).clone()))
    }
  })
  const pass = { isTraining: false, dropout: null, parameter: (name: string) => all.get(name)!, setStatistic: () => {} }
  return { pass, all }
}

/** A batch norm with mean 0, variance 1, scale 1 and shift 0 hands on what it gets. */
function withoutNorm({ parameter }: Pass): Pass['parameter'] {
  return (name) => {
    const value = parameter(name)
    if (name.endsWith('/gamma')) return tf.onesLike(value)
    if (name.endsWith('/variance')) return tf.fill(value.shape as number[], 1 - batchNormEpsilon) as Tensor
    // A shift without a scale beside it is the bias of a layer that never had a norm.
    const isOfNorm = name.endsWith('/mean') || (name.endsWith('/norm/beta') && isNorm(parameter, name))
    return isOfNorm ? tf.zerosLike(value) : value
  }
}

const isNorm = (parameter: Pass['parameter'], beta: string): boolean =>
  (parameter(beta.replace(/beta$/, 'gamma')) as Tensor | undefined) !== undefined

type Start = { readonly start: (typeof startNames)[number]; readonly normalisation: TrainSettings['normalisation'] }

/** A network of the run's shape, its backbone from scratch, with random weights. Batch norm takes the picture as its batch. */
async function ofStart({ info }: RestoredDetector, images: Tensor, { start, normalisation }: Start): Promise<Signal[]> {
  const isPlain = start === 'small' || start === 'large'
  const settings = {
    ...info.settings,
    start: 'scratch' as const,
    normalisation,
    initialisation: isPlain ? ('normal' as const) : start,
  }
  const { categories, anchors, scaling } = info
  const detector = buildDetector({ settings, classes: categories.length, anchors, pretrained: null, scaling })
  const values = new Map<string, Tensor>()
  for (const layout of Object.values(detector.layouts)) {
    for (const spec of layout.specs) values.set(spec.name, initialOf(spec, isPlain ? deviations[start] : null))
  }
  const pass: Pass = {
    isTraining: normalisation === 'batch',
    dropout: null,
    parameter: (name) => values.get(name)!,
    setStatistic: (_, value) => value.dispose(),
  }
  const found = await watched(detector, images, pass)
  tf.dispose([...values.values()])
  return found
}

/** @param deviation what the normal weights of kernels are stretched to; null leaves them */
function initialOf({ name, shape, initial }: ParameterSpec, deviation: number | null): Tensor {
  const value = tf.tensor(initial, [...shape]) as Tensor
  if (deviation === null || !name.endsWith('/kernel')) return value
  const stretched = value.mul(deviation / deviations.small) as Tensor
  value.dispose()
  return stretched
}

function spreadOf(values: Float32Array): Omit<Signal, 'layer' | 'side'> {
  let [low, high, sum, dead] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
    sum += value
    if (value === 0) dead++
  }
  const mean = sum / values.length
  if (!Number.isFinite(mean)) return { mean: 0, deviation: null, dead: 0, low: 0, high: 0, counts: [] }
  let squares = 0
  const counts = new Array<number>(bins).fill(0)
  const width = (high - low) / bins
  for (const value of values) {
    squares += (value - mean) ** 2
    counts[width > 0 ? Math.min(bins - 1, Math.floor((value - low) / width)) : 0]! += 1
  }
  const deviation = Math.sqrt(squares / values.length)
  return {
    mean,
    deviation: Number.isFinite(deviation) ? deviation : null,
    dead: dead / values.length,
    low,
    high,
    counts,
  }
}
