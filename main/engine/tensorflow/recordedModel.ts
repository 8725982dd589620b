/**
 * Functions over named state, each recorded once and then run inside TensorFlow as one graph: fused, in parallel, without a call
 * from JavaScript for each operation. The state lives in variables of the graph.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert } from '../../../shared/errors.ts'
import type { CompiledModel, FunctionDefinition } from './compiledModel.ts'
import { GraphRecorder, shapeAttribute, textAttribute, typeAttribute } from './graphRecorder.ts'
import { proto, type SignatureDef } from './protobuf.ts'
import { savedModelBytes, tensorInfo } from './savedModel.ts'
import { libraryBackend, type Tensor, type TensorMap, tf } from './tensorflow.ts'

export async function recordModel<Name extends string>(
  functions: Readonly<Record<Name, FunctionDefinition>>,
  state: TensorMap,
): Promise<CompiledModel<Name>> {
  const recorder = new GraphRecorder()
  const signatures = new Map<string, SignatureDef>()
  const handles = addVariables(recorder, state)
  for (const [name, definition] of Object.entries(functions) as [Name, FunctionDefinition][]) {
    signatures.set(name, recordFunction(recorder, name, definition, state, handles))
  }
  signatures.set('readState', readSignature(recorder, state, handles))
  signatures.set('writeState', writeSignature(recorder, state, handles))

  const folder = mkdtempSync(join(tmpdir(), 'boxwright-graph-'))
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModelBytes(recorder.nodes, signatures))
    const loaded = new Map<string, Awaited<ReturnType<typeof tf.node.loadSavedModel>>>()
    for (const name of signatures.keys()) loaded.set(name, await tf.node.loadSavedModel(folder, ['serve'], name))
    const model = modelOf<Name>(
      (name, inputs) => loaded.get(name)!.predict(inputs as never) as unknown as TensorMap,
      state,
      () => {
        for (const signature of loaded.values()) signature.dispose()
      },
    )
    model.writeState(
      Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, tensor.dataSync() as Float32Array])),
    )
    return model
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function modelOf<Name extends string>(
  predict: (name: string, inputs: TensorMap) => TensorMap,
  state: TensorMap,
  dispose: () => void,
): CompiledModel<Name> {
  const shapes = Object.fromEntries(Object.entries(state).map(([name, tensor]) => [name, tensor.shape]))
  return {
    run: predict,
    readState: async () => {
      const outputs = predict('readState', { trigger: tf.scalar(0) })
      const arrays = Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync() as Float32Array] as const)
      tf.dispose(Object.values(outputs))
      return Object.fromEntries(arrays)
    },
    writeState: (arrays) => {
      const inputs = Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [name, tf.tensor(arrays[name]!, shape, 'float32')]),
      )
      tf.dispose(Object.values(predict('writeState', inputs)))
      tf.dispose(Object.values(inputs))
    },
    dispose,
  }
}

type Handles = ReadonlyMap<string, string>

function addVariables(recorder: GraphRecorder, state: TensorMap): Handles {
  const handles = new Map<string, string>()
  for (const [name, tensor] of Object.entries(state)) {
    const attributes = { dtype: floatType(), shape: shapeAttribute(tensor.shape), shared_name: textAttribute(name) }
    handles.set(name, recorder.addNode('VarHandleOp', [], attributes, `state/${name}`))
  }
  return handles
}

function recordFunction(
  recorder: GraphRecorder,
  name: string,
  { run, exampleInputs, precision }: FunctionDefinition,
  state: TensorMap,
  handles: Handles,
): SignatureDef {
  const signature = new proto.SignatureDef()
  for (const [key, tensor] of Object.entries(exampleInputs)) {
    const dtype = typeNumber(tensor)
    const attributes = { dtype: typeAttribute(dtype), shape: shapeAttribute(tensor.shape) }
    const node = recorder.addNode('Placeholder', [], attributes, `${name}/${key}`)
    recorder.bind(tensor, node)
    signature.getInputsMap().set(key, tensorInfo(node, dtype, tensor.shape))
  }
  for (const [key, tensor] of Object.entries(state)) {
    recorder.bind(
      tensor,
      recorder.addNode('ReadVariableOp', [handles.get(key)!], { dtype: floatType() }, `${name}/read/${key}`),
    )
  }
  tf.tidy(() => {
    const result = recorder.record(() => run(exampleInputs, state), precision)
    const updates = Object.entries(result.state).map(([key, tensor]) => {
      const handle = handles.get(key)
      assert(handle, `the function ${name} changes a state that was not declared: ${key}`)
      return `^${recorder.addNode('AssignVariableOp', [handle, recorder.outputFor(tensor)], { dtype: floatType() })}`
    })
    for (const [key, tensor] of Object.entries(result.outputs)) {
      const dtype = typeNumber(tensor)
      // The updates hang on the outputs: whoever asks for one gets both.
      const node = recorder.addNode(
        'Identity',
        [recorder.outputFor(tensor), ...updates],
        { T: typeAttribute(dtype) },
        `${name}/out/${key}`,
      )
      signature.getOutputsMap().set(key, tensorInfo(node, dtype, tensor.shape))
    }
  })
  return signature
}

function readSignature(recorder: GraphRecorder, state: TensorMap, handles: Handles): SignatureDef {
  const signature = new proto.SignatureDef()
  const trigger = recorder.addNode(
    'Placeholder',
    [],
    { dtype: floatType(), shape: shapeAttribute([]) },
    'readState/trigger',
  )
  signature.getInputsMap().set('trigger', tensorInfo(trigger, libraryBackend().binding.TF_FLOAT, []))
  for (const [name, tensor] of Object.entries(state)) {
    const node = recorder.addNode('ReadVariableOp', [handles.get(name)!], { dtype: floatType() }, `readState/${name}`)
    signature.getOutputsMap().set(name, tensorInfo(node, libraryBackend().binding.TF_FLOAT, tensor.shape))
  }
  return signature
}

function writeSignature(recorder: GraphRecorder, state: TensorMap, handles: Handles): SignatureDef {
  const signature = new proto.SignatureDef()
  const writes: string[] = []
  let first = ''
  for (const [name, tensor] of Object.entries(state)) {
    const attributes = { dtype: floatType(), shape: shapeAttribute(tensor.shape) }
    const node = recorder.addNode('Placeholder', [], attributes, `writeState/${name}`)
    signature.getInputsMap().set(name, tensorInfo(node, libraryBackend().binding.TF_FLOAT, tensor.shape))
    writes.push(`^${recorder.addNode('AssignVariableOp', [handles.get(name)!, node], { dtype: floatType() })}`)
    first = node
  }
  const done = recorder.addNode(
    'Shape',
    [first, ...writes],
    { T: floatType(), out_type: typeAttribute(libraryBackend().binding.TF_INT32) },
    'writeState/done',
  )
  signature
    .getOutputsMap()
    .set('done', tensorInfo(done, libraryBackend().binding.TF_INT32, [Object.values(state).at(-1)!.shape.length]))
  return signature
}

const floatType = () => typeAttribute(libraryBackend().binding.TF_FLOAT)

function typeNumber(tensor: Tensor): number {
  const { TF_FLOAT, TF_INT32, TF_BOOL } = libraryBackend().binding
  const number = { float32: TF_FLOAT, int32: TF_INT32, bool: TF_BOOL }[tensor.dtype as 'float32' | 'int32' | 'bool']
  assert(number !== undefined, `tensors of type ${tensor.dtype} cannot cross the graph's border`)
  return number
}
