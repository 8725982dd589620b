/**
 * The ONNX graph while it is made. ONNX wants maps as [batch, channels, height, width], TensorFlow gives them the other way
 * round: every value of four dimensions is kept in ONNX's order, and turned where it stops being a map.
 *
 * In half precision the maps behind a convolution are float16; what is computed of them at the end, pixels of boxes above
 * all, is float32 again, as float16 has no steps finer than a quarter of a pixel beyond 256.
 */
import { BoxwrightError } from '../../../../shared/errors.ts'
import { type FrozenConstant, type FrozenGraph, usesIn } from '../../tensorflow/frozenGraph.ts'
import { integer, integers, type OnnxAttribute, type OnnxConstant, type OnnxNode, type OnnxType } from './onnxGraph.ts'
import { typeNumbers } from './writeOnnx.ts'

export type FloatType = Extract<OnnxType, 'float32' | 'float16'>

const toOnnx = [0, 3, 1, 2] as const
const toTensorflow = [0, 2, 3, 1] as const

export class Translation {
  readonly nodes: OnnxNode[] = []
  readonly constants = new Map<string, OnnxConstant>()
  readonly #graph: FrozenGraph
  readonly #uses: ReadonlyMap<string, number>
  readonly #halves = new Set<string>()
  readonly convolutionType: FloatType

  constructor(graph: FrozenGraph, convolutionType: FloatType) {
    this.#graph = graph
    this.convolutionType = convolutionType
    this.#uses = usesIn(graph)
  }

  shapeOf(name: string): readonly number[] {
    return (this.#graph.shapes.get(name) ?? this.#graph.constants.get(name)?.shape)!
  }

  isMap(name: string): boolean {
    return this.shapeOf(name).length === 4
  }

  usesOf(name: string): number {
    return this.#uses.get(name) ?? 0
  }

  /** @throws BoxwrightError when the value depends on the images */
  constantOf(name: string): FrozenConstant {
    const constant = this.#graph.constants.get(name)
    if (constant) return constant
    throw new BoxwrightError('format-invalid', `ONNX needs ${name} to be fixed, but it depends on the picture.`)
  }

  isConstant(name: string): boolean {
    return this.#graph.constants.has(name)
  }

  addConstant(name: string, constant: OnnxConstant): string {
    this.constants.set(name, constant)
    return name
  }

  /** @returns the output, whose numbers are of the given type */
  addNode(
    op: string,
    inputs: readonly string[],
    output: string,
    { type = 'float32', ...attributes }: { type?: FloatType } & Record<string, OnnxAttribute | FloatType> = {},
  ): string {
    this.nodes.push({ op, inputs, output, attributes: attributes as Record<string, OnnxAttribute> })
    if (type === 'float16') this.#halves.add(output)
    return output
  }

  replaceLast(node: OnnxNode, type: FloatType): void {
    this.nodes.pop()
    this.addNode(node.op, node.inputs, node.output, { ...node.attributes, type })
  }

  typeOf(name: string): FloatType {
    return this.#halves.has(name) ? 'float16' : 'float32'
  }

  /** The type in which an operation over these values is computed. */
  commonType(names: readonly string[]): FloatType {
    return names.some((name) => this.#halves.has(name)) ? 'float16' : 'float32'
  }

  /** A value, or a constant laid out like `other`, in the given type. */
  operand(name: string, type: FloatType, other: string): string {
    if (!this.isConstant(name)) return this.cast(name, type)
    const { shape, values } = this.constantOf(name)
    const constant = this.isMap(other) ? channelsFirst({ type, shape, values }) : { type, shape, values }
    return this.addConstant(`${name}_${type}_${constant.shape.length}`, constant)
  }

  cast(name: string, type: FloatType): string {
    if (this.typeOf(name) === type) return name
    const output = `${name}_${type}`
    if (this.nodes.some((node) => node.output === output)) return output
    return this.addNode('Cast', [name], output, { to: integer(typeNumbers[type]), type })
  }

  /** A map in ONNX's order from one in TensorFlow's. */
  toChannelsFirst(name: string, output: string): string {
    return this.addNode('Transpose', [name], output, { perm: integers(toOnnx) })
  }

  toChannelsLast(name: string): string {
    const output = `${name}_last`
    return this.addNode('Transpose', [name], output, { perm: integers(toTensorflow), type: this.typeOf(name) })
  }
}

/** A dimension of TensorFlow's order as ONNX counts it. */
export function onnxAxis(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis
  return rank === 4 ? toOnnx.indexOf(positive as 0 | 1 | 2 | 3) : positive
}

/** What is laid over a map: a number for each channel, or a small map. */
function channelsFirst(constant: OnnxConstant): OnnxConstant {
  const { shape } = constant
  if (shape.length === 0) return constant
  if (shape.length === 1) return { ...constant, shape: [shape[0]!, 1, 1] }
  return permuted(constant, toOnnx)
}

export function permuted({ type, shape, values }: OnnxConstant, order: readonly number[]): OnnxConstant {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const turned = order.map((axis) => shape[axis]!)
  const turnedStrides = order.map((axis) => strides[axis]!)
  const place = turned.map(() => 0)
  const result = new Float32Array(values.length)
  let source = 0
  for (let target = 0; target < result.length; target++) {
    result[target] = values[source]!
    for (let axis = turned.length - 1; axis >= 0; axis--) {
      place[axis]! += 1
      source += turnedStrides[axis]!
      if (place[axis]! < turned[axis]!) break
      source -= turnedStrides[axis]! * turned[axis]!
      place[axis] = 0
    }
  }
  return { type, shape: turned, values: result }
}
