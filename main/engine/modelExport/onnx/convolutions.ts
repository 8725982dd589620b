/** Convolutions in ONNX: kernels turned, borders as numbers, the bias an input of the convolution. */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { FrozenOperation } from '../../tensorflow/frozenGraph.ts'
import { integer, integers } from './onnxGraph.ts'
import { permuted, type Translation } from './Translation.ts'

/** Kernel [height, width, in, out] → [out, in, height, width]. */
export function convolution(translation: Translation, operation: FrozenOperation): void {
  addConvolution(translation, operation, { order: [3, 2, 0, 1], groups: 1 })
}

/** Kernel [height, width, channels, 1] → [channels, 1, height, width]. */
export function depthwise(translation: Translation, operation: FrozenOperation): void {
  const [, , channels, multiplier] = translation.constantOf(operation.inputs[1]!).shape
  if (multiplier !== 1) {
    throw new BoxwrightError(
      'format-invalid',
      'A depthwise convolution with several outputs a channel is not supported.',
    )
  }
  addConvolution(translation, operation, { order: [2, 3, 0, 1], groups: channels! })
}

type Kind = { readonly order: readonly number[]; readonly groups: number }

function addConvolution(translation: Translation, operation: FrozenOperation, { order, groups }: Kind): void {
  const [x, kernelName] = operation.inputs as [string, string]
  const { output } = operation
  const { shape, values } = translation.constantOf(kernelName)
  const type = translation.convolutionType
  const kernel = translation.addConstant(`${output}_kernel`, permuted({ type, shape, values }, order))
  const [, rowStride, columnStride] = listAttribute(operation, 'strides', [1, 1, 1, 1])
  const [, rowDilation, columnDilation] = listAttribute(operation, 'dilations', [1, 1, 1, 1])
  const [, height, width] = translation.shapeOf(x)
  const [, newHeight, newWidth] = translation.shapeOf(output)
  const pads = [
    borders(height!, newHeight!, { kernel: shape[0]!, stride: rowStride!, dilation: rowDilation! }),
    borders(width!, newWidth!, { kernel: shape[1]!, stride: columnStride!, dilation: columnDilation! }),
  ]
  translation.addNode('Conv', [translation.cast(x, type), kernel], output, {
    kernel_shape: integers(shape.slice(0, 2)),
    strides: integers([rowStride!, columnStride!]),
    dilations: integers([rowDilation!, columnDilation!]),
    pads: integers([...pads.map(([before]) => before), ...pads.map(([, after]) => after)]),
    group: integer(groups),
    type,
  })
}

type Reach = { readonly kernel: number; readonly stride: number; readonly dilation: number }

/** What TensorFlow's SAME adds before and after: the odd one after. With VALID it comes out as nothing. */
function borders(size: number, newSize: number, { kernel, stride, dilation }: Reach): readonly [number, number] {
  const missing = Math.max(0, (newSize - 1) * stride + (kernel - 1) * dilation + 1 - size)
  const before = Math.floor(missing / 2)
  return [before, missing - before]
}

function listAttribute({ op, attributes }: FrozenOperation, name: string, otherwise: readonly number[]): number[] {
  const format = attributes.find((attribute) => attribute.name === 'data_format')?.value ?? 'NHWC'
  if (format !== 'NHWC')
    throw new BoxwrightError('format-invalid', `${op} over maps in the order ${format} is unknown.`)
  return (attributes.find((attribute) => attribute.name === name)?.value ?? otherwise) as number[]
}

/** A bias right behind its convolution becomes a part of it. */
export function biasAdd(translation: Translation, { inputs, output }: FrozenOperation): void {
  const [x, bias] = inputs as [string, string]
  const last = translation.nodes.at(-1)
  const type = translation.typeOf(x)
  const { shape, values } = translation.constantOf(bias)
  if (last?.op === 'Conv' && last.output === x && last.inputs.length === 2 && translation.usesOf(x) === 1) {
    const name = translation.addConstant(`${output}_bias`, { type, shape, values })
    translation.replaceLast({ ...last, inputs: [...last.inputs, name], output }, type)
    return
  }
  translation.addNode('Add', [x, translation.operand(bias, type, x)], output, { type })
}
