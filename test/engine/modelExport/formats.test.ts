/** Each format in the runtime that it is for says what the detector says, whatever its settings. */
import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RestoredDetector } from '../../../main/engine/detector/loadDetector.ts'
import { predictStepOf } from '../../../main/engine/detector/trainStep.ts'
import { calibrate } from '../../../main/engine/modelExport/calibrate.ts'
import { checkModel } from '../../../main/engine/modelExport/checkModel.ts'
import { freezeDetector } from '../../../main/engine/modelExport/freezeDetector.ts'
import { translate } from '../../../main/engine/modelExport/onnx/translate.ts'
import { onnxBytes } from '../../../main/engine/modelExport/onnx/writeOnnx.ts'
import { modelPaths, type OpenedModel, openModel } from '../../../main/engine/modelExport/openModel.ts'
import { writeModel } from '../../../main/engine/modelExport/writeModel.ts'
import type { FrozenGraph } from '../../../main/engine/tensorflow/frozenGraph.ts'
import { type Tensor, type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { type ModelFormat, type ModelPrecision, modelFormat } from '../../../shared/modelExportCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { anyDetector, anyPicture, side } from '../../support/anyDetector.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const settings: readonly Partial<TrainSettings>[] = [
  {},
  { activation: 'sigmoid', normalisation: 'none' },
  { activation: 'tanh', classLoss: 'cross-entropy', anchorsPerScale: 1 },
  { activation: 'leaky-relu', neck: 'concat' },
  { activation: 'silu', inputScaling: 'measured', dropout: 0.3 },
  { detector: 'ssd' },
  { detector: 'ssd', start: 'pretrained' },
  { start: 'pretrained', neck: 'concat', activation: 'silu', classLoss: 'cross-entropy' },
]

/** Three pictures at once: the batch is open. */
const pictures = [1, 2, 3].map(anyPicture)
const batch = () =>
  tf.tensor4d(
    pictures.flatMap((picture) => [...picture]),
    [pictures.length, side, side, 3],
  )

function ownOutputs({ detector, tensors }: RestoredDetector, images: Tensor): TensorMap {
  return predictStepOf(detector)({ images }, tensors).outputs
}

async function exported(graph: FrozenGraph, format: ModelFormat, precision: ModelPrecision = 'float32') {
  const folder = temporaryFolder()
  await writeModel(graph, { format, precision, folder, ranges: null, version: '1.0', classes: ['car'] })
  return folder
}

const meanDifference = (a: Tensor, b: Tensor) => tf.mean(tf.abs(tf.sub(a as never, b as never))).dataSync()[0]!
const largest = (a: Tensor, b: Tensor) => tf.max(tf.abs(tf.sub(a as never, b as never))).dataSync()[0]!

async function differencesOf(restored: RestoredDetector, opened: Pick<OpenedModel, 'predict'>) {
  const images = batch()
  const wanted = ownOutputs(restored, images)
  const given = await opened.predict(images)
  expect(given.boxes!.shape).toEqual(wanted.boxes!.shape)
  return {
    boxes: largest(wanted.boxes!, given.boxes!) / side,
    probabilities: largest(wanted.probabilities!, given.probabilities!),
  }
}

describe.each(modelFormat.options)('%s', (format) => {
  // A SavedModel holds the recorded operations as they are.
  const tried = format === 'savedmodel' ? settings.slice(-2) : settings
  it.each(tried.map((change) => [JSON.stringify(change), change] as const))(
    'says what the detector says with %s',
    async (_, change) => {
      const restored = await anyDetector(change)
      const folder = await exported(freezeDetector(restored), format)
      const opened = await openModel(format, folder)
      const { boxes, probabilities } = await differencesOf(restored, opened)
      await opened.dispose()
      expect(boxes).toBeLessThan(1e-3)
      expect(probabilities).toBeLessThan(1e-3)
    },
  )

  it('that is cut off is refused', async () => {
    const folder = await exported(freezeDetector(await anyDetector()), format)
    const path = join(folder, modelPaths[format], format === 'savedmodel' ? 'saved_model.pb' : '')
    truncateSync(path, 1000)
    await expect(openModel(format, folder)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('cannot read'),
    })
  })

  it('of another program is refused', async () => {
    const graph = freezeDetector(await anyDetector())
    const outputs = new Map([['scores', graph.outputs.get('probabilities')!]])
    const folder = await exported({ ...graph, outputs }, format)
    await expect(openModel(format, folder)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/is no detector of Boxwright: it takes images and gives scores/),
    })
  })

  it('of other weights is no export of this run', async () => {
    const restored = await anyDetector()
    const folder = await exported(freezeDetector(await anyDetector({ seed: 5 })), format)
    const opened = await openModel(format, folder)
    const checking = { restored, opened, precision: 'float32', pictures, onChecked: () => {} } as const
    await expect(checkModel(checking)).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringContaining('does not say in'),
    })
  })
})

describe.each(['faster-rcnn', 'rcnn', 'sliding-window'] as const)('a detector of regions (%s)', (family) => {
  const twoStage = () => anyDetector({ detector: family })

  it('as a SavedModel says what the detector says, of one picture and of several at once', async () => {
    const restored = await twoStage()
    const opened = await openModel('savedmodel', await exported(freezeDetector(restored), 'savedmodel'))
    const checked = await checkModel({ restored, opened, precision: 'float32', pictures, onChecked: () => {} })
    expect(checked).toMatchObject({ images: 3, limit: 1e-3 })
    const together = await opened.predict(batch())
    expect(together.boxes!.shape).toEqual([3, restored.detector.rows, 4])
    for (const [index, picture] of pictures.entries()) {
      const alone = await opened.predict(tf.tensor4d(Float32Array.from(picture), [1, side, side, 3]))
      for (const name of ['boxes', 'probabilities'] as const)
        expect(largest(alone[name]!, together[name]!.slice([index, 0, 0], [1, -1, -1]))).toBeLessThan(1e-3)
    }
    await opened.dispose()
  })

  it('is refused where the runtime lacks an operation of the network, with the way out', async () => {
    const graph = freezeDetector(await twoStage())
    for (const format of family === 'sliding-window' ? (['onnx'] as const) : (['onnx', 'tfjs'] as const))
      await expect(exported(graph, format)).rejects.toMatchObject({
        code: 'format-invalid',
        message: expect.stringMatching(/operation .* Export it as a SavedModel instead/),
      })
  })
})

it('TensorFlow.js says the same without native code, as in a browser', async () => {
  const restored = await anyDetector({ activation: 'leaky-relu', classLoss: 'cross-entropy' })
  const opened = await openModel('tfjs', await exported(freezeDetector(restored), 'tfjs'))
  const { boxes, probabilities } = await differencesOf(restored, { predict: opened.predictSlowly! })
  expect(tf.getBackend()).toBe('tensorflow')
  expect(boxes).toBeLessThan(1e-3)
  expect(probabilities).toBeLessThan(1e-3)
})

describe('in fewer bits', () => {
  it.each(['onnx', 'tfjs'] as const)(
    '%s in float16 takes half the room and stays within a hundredth',
    async (format) => {
      const restored = await anyDetector()
      const graph = freezeDetector(restored)
      const folder = await exported(graph, format, 'float16')
      const opened = await openModel(format, folder)
      const checked = await checkModel({ restored, opened, precision: 'float16', pictures, onChecked: () => {} })
      expect(checked).toMatchObject({ images: 3, limit: 1e-2 })
      // Not the float32 file under another name.
      expect(checked.boxes).toBeGreaterThan(1e-6)
      const kernels = [...graph.constants.values()].filter(({ shape }) => shape.length === 4)
      const numbers = kernels.reduce((sum, { values }) => sum + values.length, 0)
      const { size } = statSync(join(folder, format === 'onnx' ? 'model.onnx' : 'weights.bin'))
      const float32 = statSync(
        join(await exported(graph, format), format === 'onnx' ? 'model.onnx' : 'weights.bin'),
      ).size
      expect(float32 - size).toBeGreaterThan(1.8 * numbers)
    },
  )

  /** Noise of eight bits is judged by its mean: weights that nobody trained have no sure boxes to look at. */
  it.each([
    {},
    { activation: 'silu' },
    { activation: 'leaky-relu', neck: 'concat' },
    { activation: 'tanh' },
    { start: 'pretrained' },
  ] as const)('onnx in int8 with %j stays within four hundredths on average', async (change) => {
    const restored = await anyDetector(change)
    const graph = freezeDetector(restored)
    const calibration = calibrate(graph)
    for (const picture of pictures) calibration.add(tf.tensor4d(Float32Array.from(picture), [1, side, side, 3]))
    const folder = temporaryFolder()
    const { ranges } = calibration
    await writeModel(graph, { format: 'onnx', precision: 'int8', folder, ranges, version: '1.0', classes: [] })
    const opened = await openModel('onnx', folder)
    const images = batch()
    const [wanted, given] = [ownOutputs(restored, images), await opened.predict(images)]
    const boxes = meanDifference(wanted.boxes!, given.boxes!) / side
    const probabilities = meanDifference(wanted.probabilities!, given.probabilities!)
    expect(boxes).toBeLessThan(0.04)
    expect(probabilities).toBeLessThan(0.04)
    expect(boxes).toBeGreaterThan(1e-5)
    // Kernels in one byte each, all but the last convolutions'.
    const numbers = [...graph.constants.values()].reduce((sum, { values }) => sum + values.length, 0)
    expect(statSync(join(folder, 'model.onnx')).size / numbers).toBeLessThan(3)
  })
})

it('ONNX refuses an operation that it has no counterpart for, by its name', async () => {
  const graph = freezeDetector(await anyDetector())
  const operations = graph.operations.map((operation) =>
    operation.op === 'Relu' ? { ...operation, op: 'Selu' } : operation,
  )
  expect(() => translate({ ...graph, operations })).toThrow(/The operation Selu .* no counterpart in ONNX/)
})

it('ONNX refuses weights that float16 cannot hold', async () => {
  const graph = freezeDetector(await anyDetector())
  const constants = new Map(graph.constants)
  const name = graph.operations.find(({ op }) => op === 'Conv2D')!.inputs[1]!
  const kernel = constants.get(name)!
  constants.set(name, { ...kernel, values: Float32Array.from(kernel.values, () => 70_000) })
  const about = { producer: 'x', version: '1', facts: {} }
  expect(() => onnxBytes(translate({ ...graph, constants }, 'float16'), about)).toThrow(/beyond what float16 can hold/)
})

it('a frozen graph has no factors of batch norm left, and no training', async () => {
  const { operations, constants } = freezeDetector(await anyDetector())
  const producer = new Map(operations.map((operation) => [operation.output, operation.op]))
  const scaled = operations.filter(({ op, inputs }) => op === 'Mul' && /Conv/.test(producer.get(inputs[0]!) ?? ''))
  expect(scaled).toEqual([])
  expect(operations.filter(({ op }) => /Norm|Grad|Random|Split|Rsqrt|Sqrt/.test(op))).toEqual([])
  const used = new Set(operations.flatMap(({ inputs }) => inputs))
  expect([...constants.keys()].filter((name) => !used.has(name))).toEqual([])
})

it('a file that is no JSON is refused', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'model.json'), 'PK')
  await expect(openModel('tfjs', folder)).rejects.toMatchObject({ code: 'file-unreadable' })
})
