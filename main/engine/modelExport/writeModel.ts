/** A frozen graph as the file or files of a format. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFormat, ModelPrecision } from '../../../shared/modelExportCalls.ts'
import type { FrozenGraph } from '../tensorflow/frozenGraph.ts'
import type { Range } from './calibrate.ts'
import { quantise } from './onnx/quantise.ts'
import { translate } from './onnx/translate.ts'
import { onnxBytes } from './onnx/writeOnnx.ts'
import { modelPaths } from './openModel.ts'
import { writeGraphModel } from './writeGraphModel.ts'
import { writeSavedModel } from './writeSavedModel.ts'

export type ModelFile = {
  readonly format: ModelFormat
  readonly precision: ModelPrecision
  readonly folder: string
  /** Of the maps; int8 needs them. */
  readonly ranges: ReadonlyMap<string, Range> | null
  /** The version of Boxwright, and the classes in the order of the outputs, which travel inside the file where it has a place. */
  readonly version: string
  readonly classes: readonly string[]
}

export async function writeModel(graph: FrozenGraph, model: ModelFile): Promise<void> {
  const { format, precision, folder, version } = model
  const path = join(folder, modelPaths[format])
  switch (format) {
    case 'savedmodel':
      return writeSavedModel(graph, path)
    case 'tfjs':
      return writeGraphModel(graph, folder, {
        halfWeights: precision === 'float16',
        generatedBy: `Boxwright ${version}`,
      })
    case 'onnx':
      return writeFile(path, onnxFile(graph, model))
  }
}

function onnxFile(graph: FrozenGraph, { precision, ranges, version, classes }: ModelFile): Uint8Array {
  const translated = translate(graph, precision === 'float16' ? 'float16' : 'float32')
  const facts = { classes: JSON.stringify(classes) }
  return onnxBytes(ranges ? quantise(translated, ranges) : translated, { producer: 'Boxwright', version, facts })
}
