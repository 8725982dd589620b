/**
 * Which operations of a recorded step run in bfloat16: those that cost the time and bear the coarse numbers (Micikevicius et
 * al., "Mixed precision training", 2018). bfloat16 has the exponents of float32 and so needs no scaling of the loss.
 *
 * - convolutions always do, and so do their gradients but one
 * - rectifiers, biases, sums, new shapes, enlarged maps and batch norm do where what they take already is in bfloat16, so that maps
 *   need not be cast between two convolutions, and TensorFlow computes bias, sum and rectifier within the convolution; batch norm
 *   keeps its statistics in float32
 * - the gradient of a depthwise kernel does not: on a processor TensorFlow needs three times as long for it as in float32
 * - the gradient of a kernel over maps of a single cell does not: there TensorFlow 2.21 leaves parts of it unwritten in bfloat16 on a
 *   processor, and what lay in memory becomes the gradient
 * - all else, the weights, the losses and the optimizer among it, stays in float32
 */
export type Precision = 'float32' | 'bfloat16'

/** How an operation takes each of its inputs and gives each of its outputs. */
export type Cast = { readonly inputs: readonly Precision[]; readonly outputs: readonly Precision[] }

export type CastOperand = {
  readonly dtype: string
  readonly rank: number
  /** True for a map of a single cell. */
  readonly isCell: boolean
  /** True when its value already is there in bfloat16. */
  readonly isHalf: boolean
}

const heavy: ReadonlySet<string> = new Set([
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropInput',
])

const light: ReadonlySet<string> = new Set([
  'Relu',
  'ReluGrad',
  'Relu6',
  'Relu6Grad',
  'LeakyRelu',
  'LeakyReluGrad',
  'BiasAdd',
  'BiasAddGrad',
  'Add',
  'Reshape',
  'ResizeNearestNeighbor',
])

/** Batch norm's first inputs are maps, the others and all outputs but the first are figures of channels. */
const norms: Readonly<Record<string, number>> = { FusedBatchNormV3: 1, FusedBatchNormGradV3: 2 }

/** @returns null for an operation that stays in float32 */
export function castOf(op: string, operands: readonly CastOperand[], outputs: number): Cast | null {
  if (op === 'Conv2DBackpropFilter' && operands[0]!.isCell) return null
  if (heavy.has(op)) return { inputs: operands.map(halfIfFloat), outputs: ['bfloat16'] }
  if (light.has(op) && operands.some(({ isHalf }) => isHalf) && operands.every(mayBeHalf)) {
    return { inputs: operands.map(halfIfFloat), outputs: ['bfloat16'] }
  }
  const maps = norms[op]
  if (maps === undefined || !operands.slice(0, maps).some(({ isHalf }) => isHalf)) return null
  return {
    inputs: operands.map((_, index) => (index < maps ? 'bfloat16' : 'float32')),
    outputs: Array.from({ length: outputs }, (_, index) => (index === 0 ? 'bfloat16' : 'float32')),
  }
}

const halfIfFloat = ({ dtype }: CastOperand): Precision => (dtype === 'float32' ? 'bfloat16' : 'float32')

const mayBeHalf = ({ dtype, rank, isHalf }: CastOperand): boolean =>
  isHalf || dtype !== 'float32' || rank === 4 || rank === 1
