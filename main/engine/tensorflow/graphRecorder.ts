/**
 * Records the operations of the package while they run (operationTrace.ts), as nodes of a TensorFlow graph: the whole
 * computation, forward, gradient and update.
 * Tensors that were not computed from inputs or state become constants, so nothing recorded may depend on a batch's values.
 *
 * A recording may be written in mixed precision (autocast.ts): the operations are the same, some of them in bfloat16, with
 * casts where the two meet.
 */
import { assert } from '../../../shared/errors.ts'
import { type CastOperand, castOf, type Precision } from './autocast.ts'
import { type Operation, traceOperations, valuesOf } from './operationTrace.ts'
import { type ProductForm, productFormOf } from './productForm.ts'
import { type AttrValue, type NodeDef, proto, type TensorShape } from './protobuf.ts'
import { type RowForm, rowFormOf } from './rowForm.ts'
import { libraryBackend, type OpAttribute, type Tensor } from './tensorflow.ts'

/** The grid of the largest input with the most anchors has 1.2 million numbers; a batch of such pictures has more. */
const largestConstant = 2_000_000

/** TensorFlow's numbers of these types (types.proto). */
const dtFloat = 1
const dtInt32 = 3
const dtBfloat16 = 14

/** `name:output` of a node, or `name` for its first output. */
export type NodeOutput = string

export class GraphRecorder {
  readonly #nodes: NodeDef[] = []
  readonly #outputOf = new Map<object, NodeOutput>()
  /** Node outputs that hold the same values in bfloat16. */
  readonly #halfOf = new Map<object, NodeOutput>()

  get nodes(): readonly NodeDef[] {
    return this.#nodes
  }

  /** @returns the node's name, which also stands for its first output */
  addNode(
    op: string,
    inputs: readonly NodeOutput[],
    attributes: Readonly<Record<string, AttrValue>>,
    name?: string,
  ): string {
    const node = new proto.NodeDef()
    const nodeName = name ?? `${op}_${this.#nodes.length}`
    node.setName(nodeName)
    node.setOp(op)
    node.setInputList(inputs)
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value)
    this.#nodes.push(node)
    return nodeName
  }

  /** From now on `tensor` is the value of this node output. */
  bind(tensor: Tensor, output: NodeOutput): void {
    this.#outputOf.set(tensor.dataId, output)
  }

  /** The node output that stands for a tensor; a tensor from outside the recording becomes a constant. */
  outputFor(tensor: Tensor): NodeOutput {
    const known = this.#outputOf.get(tensor.dataId)
    if (known !== undefined) return known
    const half = this.#halfOf.get(tensor.dataId)
    const output = half === undefined ? this.#addConstant(tensor) : this.#addCast(half, dtBfloat16, dtFloat)
    this.bind(tensor, output)
    return output
  }

  /** Runs `work` and records every operation in it. */
  record<Result>(work: () => Result, precision: Precision = 'float32'): Result {
    return traceOperations(work, (operation) => this.#note(operation, precision))
  }

  #note(operation: Operation, precision: Precision): void {
    const { op, attributes, inputs, outputs } = operation
    const cast = precision === 'float32' ? null : castOf(op, inputs.map(this.#operand), outputs.length)
    const messages = Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeMessage(attribute)]))
    if (cast) messages.T = typeAttribute(dtBfloat16)
    const sources = inputs.map((input, index) =>
      cast?.inputs[index] === 'bfloat16' ? this.#halfFor(input) : this.outputFor(input),
    )
    const name =
      (cast ? null : this.#addInFasterForm(operation, sources, messages)) ?? this.addNode(op, sources, messages)
    for (const [index, output] of outputs.entries()) {
      const place = index === 0 ? name : `${name}:${index}`
      if (cast?.outputs[index] === 'bfloat16') this.#halfOf.set(output.dataId, place)
      else this.bind(output, place)
    }
  }

  /** @returns null for an operation that is fastest as it is */
  #addInFasterForm(
    { op, inputs, outputs }: Operation,
    sources: readonly NodeOutput[],
    attributes: Readonly<Record<string, AttrValue>>,
  ): string | null {
    const { shape } = outputs[0]!
    const rows = rowFormOf(op, inputs)
    if (rows) return this.#addInRows(op, sources, attributes, rows, shape)
    const product = libraryBackend().isUsingGpuDevice ? null : productFormOf(op, inputs, shape)
    return product && this.#addProduct(sources, product, shape)
  }

  /** The same arithmetic over whole rows (rowForm.ts). */
  #addInRows(
    op: string,
    operands: readonly NodeOutput[],
    attributes: Readonly<Record<string, AttrValue>>,
    { narrow, picturesShape, channelsShape, repeats }: RowForm,
    shape: readonly number[],
  ): string {
    const pictures = this.#addReshape(operands[1 - narrow]!, picturesShape)
    const channels = this.#addReshape(operands[narrow]!, channelsShape)
    const types = { T: typeAttribute(dtFloat), Tmultiples: typeAttribute(dtInt32) }
    const row = this.addNode('Tile', [channels, this.#addWholeNumbers(repeats)], types)
    const result = this.addNode(op, narrow === 0 ? [row, pictures] : [pictures, row], attributes)
    return this.#addReshape(result, shape)
  }

  /** The gradient of a 1 x 1 kernel (productForm.ts). */
  #addProduct(
    [maps, , dy]: readonly NodeOutput[],
    { mapsShape, dyShape }: ProductForm,
    shape: readonly number[],
  ): string {
    const operands = [this.#addReshape(maps!, mapsShape), this.#addReshape(dy!, dyShape)]
    const attributes = {
      T: typeAttribute(dtFloat),
      transpose_a: flagAttribute(true),
      transpose_b: flagAttribute(false),
    }
    return this.#addReshape(this.addNode('MatMul', operands, attributes), shape)
  }

  #addReshape(source: NodeOutput, shape: readonly number[]): string {
    const types = { T: typeAttribute(dtFloat), Tshape: typeAttribute(dtInt32) }
    return this.addNode('Reshape', [source, this.#addWholeNumbers(shape)], types)
  }

  #addWholeNumbers(values: readonly number[]): string {
    return this.addNode('Const', [], constantAttributes({ dtype: dtInt32, shape: [values.length], values }))
  }

  readonly #operand = (tensor: Tensor): CastOperand => ({
    dtype: tensor.dtype,
    rank: tensor.rank,
    isCell: tensor.rank === 4 && tensor.shape[1] === 1 && tensor.shape[2] === 1,
    isHalf: this.#halfOf.has(tensor.dataId),
  })

  #halfFor(tensor: Tensor): NodeOutput {
    const known = this.#halfOf.get(tensor.dataId)
    if (known !== undefined) return known
    const half = this.#addCast(this.outputFor(tensor), dtFloat, dtBfloat16)
    this.#halfOf.set(tensor.dataId, half)
    return half
  }

  #addCast(source: NodeOutput, from: number, to: number): NodeOutput {
    return this.addNode('Cast', [source], { SrcT: typeAttribute(from), DstT: typeAttribute(to) })
  }

  #addConstant(tensor: Tensor): NodeOutput {
    // Such a one is never meant: somewhere a gradient or a shape was computed outside the graph.
    assert(
      tensor.size <= largestConstant,
      `a constant of shape ${tensor.shape.join(' x ')} does not belong into a graph`,
    )
    const record = libraryBackend().tensorMap.get(tensor.dataId)
    const constant = { dtype: record.dtype, shape: record.shape, values: valuesOf(tensor) }
    return this.addNode('Const', [], constantAttributes(constant))
  }
}

export function typeAttribute(dtype: number): AttrValue {
  const value = new proto.AttrValue()
  value.setType(dtype)
  return value
}

function flagAttribute(isSet: boolean): AttrValue {
  const value = new proto.AttrValue()
  value.setB(isSet)
  return value
}

export function shapeAttribute(shape: readonly number[]): AttrValue {
  const value = new proto.AttrValue()
  value.setShape(shapeMessage(shape))
  return value
}

export function textAttribute(text: string): AttrValue {
  const value = new proto.AttrValue()
  value.setS(Buffer.from(text).toString('base64'))
  return value
}

export function shapeMessage(shape: readonly number[]): TensorShape {
  const message = new proto.TensorShape()
  for (const size of shape) {
    const dimension = new proto.TensorShape.Dim()
    dimension.setSize(size)
    message.addDim(dimension)
  }
  return message
}

export type ConstantValue = {
  readonly dtype: number
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

export function constantAttributes({ dtype, shape, values }: ConstantValue): Record<string, AttrValue> {
  const content = new proto.Tensor()
  content.setDtype(dtype)
  content.setTensorShape(shapeMessage(shape))
  content.setTensorContent(Buffer.from(bytesOf(values, dtype)).toString('base64'))
  const value = new proto.AttrValue()
  value.setTensor(content)
  return { dtype: typeAttribute(dtype), value }
}

export function attributeMessage({ name, type, value }: OpAttribute): AttrValue {
  const { binding } = libraryBackend()
  const message = new proto.AttrValue()
  if (type === binding.TF_ATTR_TYPE) message.setType(value as number)
  else if (type === binding.TF_ATTR_FLOAT) message.setF(value as number)
  else if (type === binding.TF_ATTR_BOOL) message.setB(Boolean(value))
  else if (type === binding.TF_ATTR_STRING) message.setS(Buffer.from(value as string).toString('base64'))
  else if (type === binding.TF_ATTR_SHAPE) message.setShape(shapeMessage(value as number[]))
  else if (type === binding.TF_ATTR_INT) setIntegers(message, value as number | number[])
  else throw new Error(`attribute ${name} has a type that the recorder does not know: ${type}`)
  return message
}

function setIntegers(message: AttrValue, value: number | number[]): void {
  if (!Array.isArray(value)) {
    message.setI(value)
    return
  }
  const list = new proto.AttrValue.ListValue()
  list.setIList(value)
  message.setList(list)
}

/** Raw bytes in TensorFlow's layout. Values that were not yet handed over may be of another array type. */
function bytesOf(values: ArrayLike<number>, dtype: number): Uint8Array {
  const { binding } = libraryBackend()
  if (dtype === binding.TF_FLOAT) return new Uint8Array(Float32Array.from(values).buffer)
  if (dtype === binding.TF_INT32) return new Uint8Array(Int32Array.from(values).buffer)
  if (dtype === binding.TF_BOOL) return Uint8Array.from(values)
  throw new Error(`the recorder cannot store constants of type ${dtype}`)
}
