/** An ONNX graph as the bytes of a model file (onnx.proto, whose field numbers these are). */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxType, OnnxValue } from './onnxGraph.ts'
import { MessageWriter } from './protobuf.ts'

/** Opset 17 and its file version: what every runtime since 2022 reads, and all that is written here needs less. */
const opset = 17
const irVersion = 8

export type OnnxOrigin = {
  readonly producer: string
  readonly version: string
  /** Facts that travel inside the file. */
  readonly facts: Readonly<Record<string, string>>
}

export function onnxBytes(graph: OnnxGraph, { producer, version, facts }: OnnxOrigin): Uint8Array {
  const model = new MessageWriter()
    .integer(1, irVersion)
    .text(2, producer)
    .text(3, version)
    .message(7, graphMessage(graph))
    .message(8, new MessageWriter().text(1, '').integer(2, opset))
  for (const [key, value] of Object.entries(facts)) model.message(14, new MessageWriter().text(1, key).text(2, value))
  return model.finish()
}

function graphMessage({ nodes, constants, inputs, outputs }: OnnxGraph): MessageWriter {
  const message = new MessageWriter()
  for (const node of nodes) message.message(1, nodeMessage(node))
  message.text(2, 'detector')
  for (const [name, constant] of constants) message.message(5, tensorMessage(name, constant))
  for (const value of inputs) message.message(11, valueMessage(value))
  for (const value of outputs) message.message(12, valueMessage(value))
  return message
}

function nodeMessage({ op, inputs, output, attributes }: OnnxNode): MessageWriter {
  const message = new MessageWriter()
  for (const input of inputs) message.text(1, input)
  message.text(2, output).text(3, output).text(4, op)
  for (const [name, attribute] of Object.entries(attributes)) message.message(5, attributeMessage(name, attribute))
  return message
}

function attributeMessage(name: string, attribute: OnnxAttribute): MessageWriter {
  const message = new MessageWriter().text(1, name)
  switch (attribute.kind) {
    case 'float':
      return message.float(2, attribute.value).integer(20, 1)
    case 'integer':
      return message.integer(3, attribute.value).integer(20, 2)
    case 'text':
      return message.text(4, attribute.value).integer(20, 3)
    case 'integers':
      for (const value of attribute.value) message.integer(8, value)
      return message.integer(20, 7)
  }
}

export const typeNumbers: Readonly<Record<OnnxType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  float16: 10,
}

function tensorMessage(name: string, { type, shape, values }: OnnxConstant): MessageWriter {
  const message = new MessageWriter()
  for (const size of shape) message.integer(1, size)
  return message.integer(2, typeNumbers[type]).text(8, name).bytes(9, rawBytes(type, values))
}

function rawBytes(type: OnnxType, values: ArrayLike<number>): Uint8Array {
  return new Uint8Array(arrayOf(type, values).buffer)
}

function arrayOf(type: OnnxType, values: ArrayLike<number>) {
  switch (type) {
    case 'float32':
      return Float32Array.from(values)
    case 'float16':
      return halved(values)
    case 'int64':
      return BigInt64Array.from(Array.from(values), BigInt)
    case 'int32':
      return Int32Array.from(values)
    case 'int8':
      return Int8Array.from(values)
    case 'uint8':
      return Uint8Array.from(values)
  }
}

function halved(values: ArrayLike<number>): Float16Array {
  const halves = Float16Array.from(values)
  if (halves.every(Number.isFinite)) return halves
  throw new BoxwrightError(
    'format-invalid',
    'This detector has weights beyond what float16 can hold (65,504). Export it with float32.',
  )
}

function valueMessage({ name, shape }: OnnxValue): MessageWriter {
  const dimensions = new MessageWriter()
  for (const size of shape) {
    const dimension = new MessageWriter()
    dimensions.message(1, typeof size === 'number' ? dimension.integer(1, size) : dimension.text(2, size))
  }
  const tensor = new MessageWriter().integer(1, typeNumbers.float32).message(2, dimensions)
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor))
}
