/**
 * The numbers of a model: which there are, what they are at the start, and how they lie in flat vectors.
 *
 * The layers of a model name their parameters while it is built. All that are trained lie one after the other in one vector
 * (`weights`), those that stay in another (`frozen`), running means and variances in a third (`statistics`). An optimizer
 * is then arithmetic on one vector, a checkpoint a few arrays, whatever the model looks like.
 */
import { assert } from '../../../shared/errors.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'

export type ParameterKind = 'weights' | 'frozen' | 'statistics'

export type ParameterSpec = {
  readonly name: string
  readonly kind: ParameterKind
  readonly shape: readonly number[]
  readonly initial: Float32Array
  /** Learning rate as a part of the run's. */
  readonly rate: number
  /** True for kernels: weight decay pulls them, not biases and normalisation. */
  readonly decays: boolean
}

/** Where each parameter of a kind lies in its vector. */
export type Layout = {
  readonly kind: ParameterKind
  readonly specs: readonly ParameterSpec[]
  readonly length: number
}

export function layoutOf(specs: readonly ParameterSpec[], kind: ParameterKind): Layout {
  const chosen = specs.filter((spec) => spec.kind === kind)
  const names = new Set(chosen.map((spec) => spec.name))
  assert(names.size === chosen.length, `two parameters of the ${kind} have the same name`)
  return { kind, specs: chosen, length: chosen.reduce((sum, spec) => sum + sizeOf(spec.shape), 0) }
}

export function initialVector(layout: Layout): Float32Array {
  return concatenated(layout, (spec) => spec.initial)
}

/** Learning rate of every single number as a part of the run's. */
export function rateVector(layout: Layout): Float32Array {
  return concatenated(layout, (spec) => new Float32Array(sizeOf(spec.shape)).fill(spec.rate))
}

/** 1 for numbers that weight decay pulls, 0 for the others. */
export function decayVector(layout: Layout): Float32Array {
  return concatenated(layout, (spec) => new Float32Array(sizeOf(spec.shape)).fill(spec.decays ? 1 : 0))
}

/** @returns one tensor for each parameter, in the order of the layout, with its own shape */
export function unflatten(layout: Layout, vector: Tensor): Tensor[] {
  if (layout.specs.length === 0) return []
  const parts = tf.split(
    vector,
    layout.specs.map((spec) => sizeOf(spec.shape)),
  )
  return parts.map((part, index) => part.reshape([...layout.specs[index]!.shape]))
}

/** The inverse of `unflatten`. */
export function flatten(tensors: readonly Tensor[]): Tensor {
  return tf.concat(tensors.map((tensor) => tensor.reshape([-1])) as never[])
}

/** Parameters by name. */
export function named(layout: Layout, tensors: readonly Tensor[]): Map<string, Tensor> {
  return new Map(layout.specs.map((spec, index) => [spec.name, tensors[index]!]))
}

function concatenated(layout: Layout, values: (spec: ParameterSpec) => Float32Array): Float32Array {
  // A state of no numbers cannot be stored; one unused number can.
  const vector = new Float32Array(Math.max(1, layout.length))
  let offset = 0
  for (const spec of layout.specs) {
    const part = values(spec)
    assert(
      part.length === sizeOf(spec.shape),
      `${spec.name} has ${part.length} numbers for the shape ${spec.shape.join(' x ')}`,
    )
    vector.set(part, offset)
    offset += part.length
  }
  return vector
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
