/** Exported files in the runtimes that they are for. What is no model, or not one of ours, is refused with a reason. */
import { basename, join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ModelFormat } from '../../../shared/modelExportCalls.ts'
import { imagesName } from '../tensorflow/frozenGraph.ts'
import { type Tensor, type TensorMap, tensorflowVersion, tf } from '../tensorflow/tensorflow.ts'
import { servingSignature } from './writeSavedModel.ts'

export type OpenedModel = {
  /** Name and version. */
  readonly runtime: string
  /** images [batch, size, size, 3] → boxes [batch, anchors, 4], probabilities [batch, anchors, classes] */
  readonly predict: (images: Tensor) => Promise<TensorMap>
  /** The same without native code, as a browser computes it: seconds for each picture. */
  readonly predictSlowly?: (images: Tensor) => Promise<TensorMap>
  readonly dispose: () => Promise<void>
}

/** Where the model itself lies in the folder of an export. */
export const modelPaths: Readonly<Record<ModelFormat, string>> = {
  onnx: 'model.onnx',
  tfjs: 'model.json',
  savedmodel: 'saved_model',
}

const outputNames = ['boxes', 'probabilities'] as const

/** @throws BoxwrightError `file-unreadable`, `library-missing` */
export function openModel(format: ModelFormat, folder: string): Promise<OpenedModel> {
  const path = join(folder, modelPaths[format])
  switch (format) {
    case 'onnx':
      return openOnnx(path)
    case 'tfjs':
      return openGraphModel(path)
    case 'savedmodel':
      return openSavedModel(path)
  }
}

async function openOnnx(path: string): Promise<OpenedModel> {
  const runtime = await loadOnnxRuntime()
  // Only what fails is told: it fails the call as well.
  const session = await orRefuse(path, 'onnxruntime', () =>
    runtime.InferenceSession.create(path, { logSeverityLevel: 4 }),
  )
  refuseForeign(path, session.inputNames, session.outputNames)
  return {
    runtime: `onnxruntime ${runtime.env.versions.common}`,
    predict: async (images) => {
      const input = new runtime.Tensor('float32', images.dataSync() as Float32Array, images.shape)
      const outputs = await session.run({ [imagesName]: input })
      const tensors = outputNames.map((name) => {
        const { data, dims } = outputs[name]!
        return [name, tf.tensor(data as Float32Array, [...dims], 'float32')] as const
      })
      return Object.fromEntries(tensors)
    },
    dispose: () => session.release(),
  }
}

async function loadOnnxRuntime() {
  try {
    return await import('onnxruntime-node')
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? ''
    throw new BoxwrightError(
      'library-missing',
      `ONNX Runtime cannot be loaded on this computer (${reason}), so an ONNX file cannot be checked. Export a SavedModel or for TensorFlow.js instead.`,
      { reason },
    )
  }
}

async function openGraphModel(path: string): Promise<OpenedModel> {
  const model = await orRefuse(path, 'TensorFlow.js', () => tf.loadGraphModel(tf.io.fileSystem(path)))
  const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name.replace(/:0$/, ''))
  refuseForeign(path, names(model.inputs), names(model.outputs))
  const predict = (images: Tensor) => {
    const outputs = model.execute({ [imagesName]: images }, [...outputNames]) as Tensor[]
    return Object.fromEntries(outputNames.map((name, index) => [name, outputs[index]!]))
  }
  return {
    runtime: `TensorFlow.js ${tf.version.tfjs}`,
    predict: async (images) => predict(images),
    predictSlowly: (images) => withoutNativeCode(images, predict),
    dispose: async () => model.dispose(),
  }
}

async function withoutNativeCode(images: Tensor, predict: (images: Tensor) => TensorMap): Promise<TensorMap> {
  const native = tf.getBackend()
  const pixels = images.dataSync() as Float32Array
  await tf.setBackend('cpu')
  try {
    const given = tf.tensor(pixels, images.shape)
    const outputs = predict(given)
    const values = Object.entries(outputs).map(([name, output]) => [name, output.dataSync(), output.shape] as const)
    tf.dispose([given, ...Object.values(outputs)])
    await tf.setBackend(native)
    return Object.fromEntries(values.map(([name, data, shape]) => [name, tf.tensor(data, shape)]))
  } finally {
    await tf.setBackend(native)
  }
}

async function openSavedModel(path: string): Promise<OpenedModel> {
  const model = await orRefuse(path, 'TensorFlow', () => tf.node.loadSavedModel(path, ['serve'], servingSignature))
  const [graph] = await tf.node.getMetaGraphsFromSavedModel(path)
  const { inputs, outputs } = graph!.signatureDefs[servingSignature]!
  refuseForeign(path, Object.keys(inputs), Object.keys(outputs))
  return {
    runtime: `TensorFlow ${tensorflowVersion}`,
    predict: async (images) => model.predict({ [imagesName]: images }) as TensorMap,
    dispose: async () => model.dispose(),
  }
}

async function orRefuse<Model>(path: string, runtime: string, open: () => Promise<Model>): Promise<Model> {
  try {
    return await open()
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? ''
    throw new BoxwrightError('file-unreadable', `${runtime} cannot read ${basename(path)}: ${reason}`, { path, reason })
  }
}

function refuseForeign(path: string, inputs: readonly string[], outputs: readonly string[]): void {
  const isOurs = inputs.length === 1 && inputs[0] === imagesName && outputNames.every((name) => outputs.includes(name))
  if (isOurs) return
  const list = (names: readonly string[]) => names.join(', ') || 'nothing'
  throw new BoxwrightError(
    'file-unreadable',
    `${basename(path)} is no detector of Boxwright: it takes ${list(inputs)} and gives ${list(outputs)} instead of ${imagesName} and ${outputNames.join(' and ')}.`,
    { path },
  )
}
