/** A frozen graph as TensorFlow's SavedModel: one file, no variables, the signature `serving_default`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrozenGraph } from '../tensorflow/frozenGraph.ts'
import {
  attributeMessage,
  constantAttributes,
  GraphRecorder,
  shapeAttribute,
  typeAttribute,
} from '../tensorflow/graphRecorder.ts'
import { proto } from '../tensorflow/protobuf.ts'
import { savedModelBytes, tensorInfo } from '../tensorflow/savedModel.ts'
import { libraryBackend } from '../tensorflow/tensorflow.ts'

export const servingSignature = 'serving_default'

export async function writeSavedModel(graph: FrozenGraph, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'saved_model.pb'), savedModelOf(graph))
}

function savedModelOf(graph: FrozenGraph): Uint8Array {
  const { TF_FLOAT, TF_INT32 } = libraryBackend().binding
  const float = typeAttribute(TF_FLOAT)
  const recorder = new GraphRecorder()
  const signature = new proto.SignatureDef()
  const shape = openShape(graph.shapes.get(graph.input)!)
  recorder.addNode('Placeholder', [], { dtype: float, shape: shapeAttribute(shape) }, graph.input)
  signature.getInputsMap().set(graph.input, tensorInfo(graph.input, TF_FLOAT, shape))
  for (const [name, { dtype, ...constant }] of graph.constants) {
    const typed = { ...constant, dtype: dtype === 'float32' ? TF_FLOAT : TF_INT32 }
    recorder.addNode('Const', [], constantAttributes(typed), name)
  }
  for (const { op, attributes, inputs, output } of graph.operations) {
    const messages = Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeMessage(attribute)]))
    recorder.addNode(op, inputs, messages, output)
  }
  for (const [name, output] of graph.outputs) {
    recorder.addNode('Identity', [output], { T: float }, name)
    signature.getOutputsMap().set(name, tensorInfo(name, TF_FLOAT, openShape(graph.shapes.get(output)!)))
  }
  return savedModelBytes(recorder.nodes, new Map([[servingSignature, signature]]))
}

/** A batch of any size. */
export const openShape = (shape: readonly number[]): number[] => [-1, ...shape.slice(1)]
