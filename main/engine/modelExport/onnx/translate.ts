/** A frozen graph in the operations of ONNX. An operation without a counterpart is refused by its name. */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { FrozenGraph, FrozenOperation } from '../../tensorflow/frozenGraph.ts'
import { biasAdd, convolution, depthwise } from './convolutions.ts'
import { float, integer, type OnnxGraph, text } from './onnxGraph.ts'
import { type FloatType, onnxAxis, Translation } from './Translation.ts'

/** @param convolutionType in which the convolutions and what is between them compute */
export function translate(graph: FrozenGraph, convolutionType: FloatType = 'float32'): OnnxGraph {
  const translation = new Translation(graph, convolutionType)
  const [, ...size] = graph.shapes.get(graph.input)!
  // The images keep the order in which every picture library gives them; inside they are maps like all others.
  const source = `${graph.input}_nhwc`
  translation.toChannelsFirst(source, graph.input)
  for (const operation of graph.operations) {
    const add = counterparts[operation.op]
    if (!add) {
      throw new BoxwrightError(
        'format-invalid',
        `The operation ${operation.op} of this detector has no counterpart in ONNX. Export it as a SavedModel instead.`,
        { operation: operation.op },
      )
    }
    add(translation, operation)
  }
  return withPublicNames(translation, graph, { source, size })
}

type Counterpart = (translation: Translation, operation: FrozenOperation) => void

const counterparts: Readonly<Record<string, Counterpart>> = {
  Conv2D: convolution,
  DepthwiseConv2dNative: depthwise,
  BiasAdd: biasAdd,
  Relu: unary('Relu'),
  Relu6: clip,
  LeakyRelu: leakyRelu,
  Sigmoid: unary('Sigmoid'),
  Tanh: unary('Tanh'),
  Exp: unary('Exp'),
  Softmax: softmax,
  Add: binary('Add'),
  AddV2: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  RealDiv: binary('Div'),
  Square: (translation, { inputs, output }) => {
    const [x] = inputs as [string]
    translation.addNode('Mul', [x, x], output, { type: translation.typeOf(x) })
  },
  ConcatV2: concat,
  ResizeNearestNeighbor: resize,
  Reshape: reshape,
  Slice: slice,
}

function unary(op: string): Counterpart {
  return (translation, { inputs, output }) => {
    const [x] = inputs as [string]
    translation.addNode(op, [x], output, { type: translation.typeOf(x) })
  }
}

function binary(op: string): Counterpart {
  return (translation, { inputs, output }) => {
    const type = translation.commonType(inputs)
    const operands = inputs.map((name, index) => translation.operand(name, type, inputs[1 - index]!))
    translation.addNode(op, operands, output, { type })
  }
}

function clip(translation: Translation, { inputs, output }: FrozenOperation): void {
  const [x] = inputs as [string]
  const type = translation.typeOf(x)
  const limits = [0, 6].map((value) =>
    translation.addConstant(`limit_${value}_${type}`, { type, shape: [], values: [value] }),
  )
  translation.addNode('Clip', [x, ...limits], output, { type })
}

function leakyRelu(translation: Translation, { inputs, output, attributes }: FrozenOperation): void {
  const [x] = inputs as [string]
  const alpha = attributes.find(({ name }) => name === 'alpha')!.value as number
  translation.addNode('LeakyRelu', [x], output, { alpha: float(alpha), type: translation.typeOf(x) })
}

function softmax(translation: Translation, { inputs, output }: FrozenOperation): void {
  const [x] = inputs as [string]
  const axis = onnxAxis(-1, translation.shapeOf(x).length)
  translation.addNode('Softmax', [x], output, { axis: integer(axis), type: translation.typeOf(x) })
}

/** The last input is the axis. */
function concat(translation: Translation, { inputs, output }: FrozenOperation): void {
  const parts = inputs.slice(0, -1)
  const type = translation.commonType(parts)
  const axis = onnxAxis(translation.constantOf(inputs.at(-1)!).values[0]!, translation.shapeOf(output).length)
  const values = parts.map((name) => translation.operand(name, type, output))
  translation.addNode('Concat', values, output, { axis: integer(axis), type })
}

function resize(translation: Translation, { inputs, output, attributes }: FrozenOperation): void {
  const [x] = inputs as [string, string]
  const isFlagged = attributes.some(
    ({ name, value }) => (name === 'align_corners' || name === 'half_pixel_centers') && Boolean(value),
  )
  if (isFlagged) throw new BoxwrightError('format-invalid', 'This kind of enlarging has no counterpart in ONNX.')
  const [, height, width] = translation.shapeOf(x)
  const [, newHeight, newWidth] = translation.shapeOf(output)
  const values = [1, 1, newHeight! / height!, newWidth! / width!]
  const scales = translation.addConstant(`${output}_scales`, { type: 'float32', shape: [4], values })
  translation.addNode('Resize', [x, '', scales], output, {
    mode: text('nearest'),
    coordinate_transformation_mode: text('asymmetric'),
    nearest_mode: text('floor'),
    type: translation.typeOf(x),
  })
}

/** Here a map becomes rows: back in TensorFlow's order, and in float32. */
function reshape(translation: Translation, { inputs, output }: FrozenOperation): void {
  const [x, sizes] = inputs as [string, string]
  const single = translation.cast(x, 'float32')
  const source = translation.isMap(x) ? translation.toChannelsLast(single) : single
  const shape = { ...translation.constantOf(sizes), type: 'int64' } as const
  const target = translation.addConstant(`${output}_shape`, shape)
  if (!translation.isMap(output)) {
    translation.addNode('Reshape', [source, target], output)
    return
  }
  translation.toChannelsFirst(translation.addNode('Reshape', [source, target], `${output}_last`), output)
}

/** Only the dimensions that are cut are named; the batch never is. */
function slice(translation: Translation, { inputs, output }: FrozenOperation): void {
  const [x, begin, size] = inputs as [string, string, string]
  const shape = translation.shapeOf(x)
  const starts = [...translation.constantOf(begin).values]
  const ends = [...translation.constantOf(size).values].map((length, axis) =>
    length < 0 ? shape[axis]! : starts[axis]! + length,
  )
  const cut = [...shape.keys()].filter((axis) => starts[axis]! > 0 || ends[axis]! < shape[axis]!)
  const list = (name: string, values: readonly number[]) =>
    translation.addConstant(`${output}_${name}`, { type: 'int64', shape: [values.length], values })
  const limits = [
    list(
      'starts',
      cut.map((axis) => starts[axis]!),
    ),
    list(
      'ends',
      cut.map((axis) => ends[axis]!),
    ),
    list(
      'axes',
      cut.map((axis) => onnxAxis(axis, shape.length)),
    ),
  ]
  translation.addNode('Slice', [x, ...limits], output, { type: translation.typeOf(x) })
}

/** Inputs and outputs under the names by which they are called. */
function withPublicNames(
  translation: Translation,
  graph: FrozenGraph,
  { source, size }: { readonly source: string; readonly size: readonly number[] },
): OnnxGraph {
  const outputs = [...graph.outputs].map(([name, output]) => {
    const single = translation.cast(output, 'float32')
    translation.addNode('Identity', [translation.isMap(output) ? translation.toChannelsLast(single) : single], name)
    return { name, shape: ['batch', ...graph.shapes.get(output)!.slice(1)] }
  })
  const renamed = new Map([
    [source, graph.input],
    [graph.input, `${graph.input}_maps`],
  ])
  const nameOf = (name: string) => renamed.get(name) ?? name
  return {
    inputs: [{ name: graph.input, shape: ['batch', ...size] }],
    outputs,
    constants: translation.constants,
    nodes: translation.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(nameOf),
      output: nameOf(node.output),
    })),
  }
}
