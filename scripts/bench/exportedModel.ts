/**
 * A detector with the settings of a new project, picture by picture on the processor: as Boxwright computes it (a graph of
 * TensorFlow), and exported to ONNX in each precision in ONNX Runtime. They take turns.
 *   npm run -s bench -- exportedModel [--json] [--size N] [--turns N]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RestoredDetector } from '../../main/engine/detector/loadDetector.ts'
import { predictStepOf } from '../../main/engine/detector/trainStep.ts'
import { calibrate } from '../../main/engine/modelExport/calibrate.ts'
import { freezeDetector } from '../../main/engine/modelExport/freezeDetector.ts'
import { type OpenedModel, openModel } from '../../main/engine/modelExport/openModel.ts'
import { writeModel } from '../../main/engine/modelExport/writeModel.ts'
import { compileModel } from '../../main/engine/tensorflow/compiledModel.ts'
import { type Tensor, type TensorMap, tf } from '../../main/engine/tensorflow/tensorflow.ts'
import { modelPrecision } from '../../shared/modelExportCalls.ts'
import { anyDetector } from '../../test/support/anyDetector.ts'
import { largerIsBetter, numberOf, progress, type Row, report } from './support/report.ts'
import { median } from './support/statistics.ts'

const size = numberOf('--size', 320)
const turns = numberOf('--turns', 40)
const warmUpTurns = 5

type Predict = (images: Tensor) => TensorMap | Promise<TensorMap>

await report('exportedModel', measure)

async function measure(): Promise<Row[]> {
  const settings = { size, start: 'pretrained', neckChannels: 96, anchorsPerScale: 3 } as const
  const restored = await anyDetector(settings)
  const images = tf.randomUniform([1, size, size, 3], 0, 255, 'float32', 1) as Tensor
  const opened = await openAll(restored, images)
  const rivals = modelPrecision.options.map((precision, index) => [precision, opened[index]!.predict] as const)
  const all = new Map<string, Predict>([['run', await compiled(restored, images)], ...rivals])
  const milliseconds = new Map<string, number[]>()
  for (let turn = -warmUpTurns; turn < turns; turn++) {
    if (turn % 10 === 0) progress(`turn ${turn} of ${turns}`)
    for (const [name, predict] of all) {
      const startedAt = performance.now()
      const outputs = await predict(images)
      outputs.boxes!.dataSync()
      if (turn >= 0) milliseconds.set(name, [...(milliseconds.get(name) ?? []), performance.now() - startedAt])
      tf.dispose(Object.values(outputs))
    }
  }
  const rate = (name: string) => 1000 / median(milliseconds.get(name)!)
  return modelPrecision.options.map((precision) =>
    largerIsBetter({
      what: `ONNX in ${precision}, ${size} px`,
      ours: rate(precision),
      rival: rate('run'),
      rivalName: 'the run in TensorFlow, float32',
      unit: 'images/s',
    }),
  )
}

async function compiled({ detector, tensors }: RestoredDetector, images: Tensor): Promise<Predict> {
  const run = predictStepOf(detector)
  const model = await compileModel({ predict: { run, exampleInputs: { images } } }, tensors)
  return (input) => model.run('predict', { images: input })
}

async function openAll(restored: RestoredDetector, images: Tensor): Promise<OpenedModel[]> {
  const graph = freezeDetector(restored)
  const calibration = calibrate(graph)
  calibration.add(images)
  const opened: OpenedModel[] = []
  for (const precision of modelPrecision.options) {
    const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'))
    try {
      const ranges = precision === 'int8' ? calibration.ranges : null
      await writeModel(graph, { format: 'onnx', precision, folder, ranges, version: '0', classes: [] })
      opened.push(await openModel('onnx', folder))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  return opened
}
