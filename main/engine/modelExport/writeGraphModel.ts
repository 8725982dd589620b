/**
 * A frozen graph as a graph model of TensorFlow.js, for browsers and Node: the graph as JSON, and beside it the weights as raw
 * numbers, in float16 where they are to be small; the runtime computes in float32 with either.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { FrozenConstant, FrozenGraph } from '../tensorflow/frozenGraph.ts'
import { libraryBackend, type OpAttribute } from '../tensorflow/tensorflow.ts'
import { openShape } from './writeSavedModel.ts'

export type GraphModelOptions = { readonly halfWeights: boolean; readonly generatedBy: string }

const weightsFile = 'weights.bin'
/** Shapes, axes and single numbers stay as they are: they are small, and wrong when rounded. */
const smallestHalved = 64

/** What the runtime cannot compute. */
const unknownOperations: ReadonlySet<string> = new Set(['CombinedNonMaxSuppression'])

/** @throws BoxwrightError `format-invalid` for a detector that the runtime cannot compute */
export async function writeGraphModel(graph: FrozenGraph, folder: string, options: GraphModelOptions): Promise<void> {
  const unknown = graph.operations.find(({ op }) => unknownOperations.has(op))
  if (unknown) {
    throw new BoxwrightError(
      'format-invalid',
      `TensorFlow.js does not know the operation ${unknown.op} of this detector. Export it as a SavedModel instead.`,
      { operation: unknown.op },
    )
  }
  await mkdir(folder, { recursive: true })
  const weights = [...graph.constants].map(([name, constant]) => weightOf(name, constant, options.halfWeights))
  const model = {
    format: 'graph-model',
    generatedBy: options.generatedBy,
    convertedBy: null,
    signature: signatureOf(graph),
    modelTopology: { node: nodesOf(graph), versions: {} },
    weightsManifest: [{ paths: [weightsFile], weights: weights.map(({ entry }) => entry) }],
  }
  await writeFile(join(folder, weightsFile), Buffer.concat(weights.map(({ bytes }) => bytes)))
  await writeFile(join(folder, 'model.json'), JSON.stringify(model))
}

function weightOf(name: string, { dtype, shape, values }: FrozenConstant, halfWeights: boolean) {
  const entry = { name, shape, dtype }
  const isHalved = halfWeights && dtype === 'float32' && values.length >= smallestHalved
  if (!isHalved) return { entry, bytes: Buffer.from(values.buffer, values.byteOffset, values.byteLength) }
  return {
    entry: { ...entry, quantization: { dtype: 'float16', original_dtype: 'float32' } },
    bytes: Buffer.from(Float16Array.from(values).buffer),
  }
}

type Json = { readonly [key: string]: unknown }

function nodesOf(graph: FrozenGraph): Json[] {
  const input = openShape(graph.shapes.get(graph.input)!)
  return [
    { name: graph.input, op: 'Placeholder', attr: { dtype: floatType, shape: { shape: shapeOf(input) } } },
    ...[...graph.constants].map(([name, constant]) => constantNode(name, constant)),
    ...graph.operations.map(({ op, attributes, inputs, output }) => ({
      name: output,
      op,
      input: inputs,
      attr: Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeOf(attribute)])),
    })),
    ...[...graph.outputs].map(([name, output]) => ({ name, op: 'Identity', input: [output], attr: { T: floatType } })),
  ]
}

/** The numbers are in the weights. */
function constantNode(name: string, { dtype, shape }: FrozenConstant): Json {
  const type = typeNames[dtype]
  return {
    name,
    op: 'Const',
    attr: { dtype: { type }, value: { tensor: { dtype: type, tensorShape: shapeOf(shape) } } },
  }
}

function signatureOf(graph: FrozenGraph): Json {
  const info = (name: string, shape: readonly number[]) => ({
    name: `${name}:0`,
    dtype: 'DT_FLOAT',
    tensorShape: shapeOf(openShape(shape)),
  })
  const outputs = [...graph.outputs].map(([name, output]) => [name, info(name, graph.shapes.get(output)!)])
  return {
    inputs: { [graph.input]: info(graph.input, graph.shapes.get(graph.input)!) },
    outputs: Object.fromEntries(outputs),
  }
}

const typeNames = { float32: 'DT_FLOAT', int32: 'DT_INT32' } as const
const floatType = { type: 'DT_FLOAT' }
const shapeOf = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) })

/** @throws BoxwrightError for an attribute that the JSON of a graph cannot say */
function attributeOf({ name, type, value }: OpAttribute): Json {
  const { binding } = libraryBackend()
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return { type: typeName(value as number) }
    case binding.TF_ATTR_FLOAT:
      return { f: value }
    case binding.TF_ATTR_BOOL:
      return { b: Boolean(value) }
    case binding.TF_ATTR_STRING:
      return { s: Buffer.from(value as string).toString('base64') }
    case binding.TF_ATTR_INT:
      return Array.isArray(value) ? { list: { i: value.map(String) } } : { i: String(value) }
    default:
      throw new BoxwrightError('format-invalid', `TensorFlow.js cannot be told the attribute ${name} of type ${type}.`)
  }
}

function typeName(type: number): string {
  const { TF_FLOAT, TF_INT32, TF_BOOL } = libraryBackend().binding
  const name = { [TF_FLOAT]: 'DT_FLOAT', [TF_INT32]: 'DT_INT32', [TF_BOOL]: 'DT_BOOL' }[type]
  if (name === undefined) throw new BoxwrightError('format-invalid', `TensorFlow.js has no numbers of type ${type}.`)
  return name
}
