/** export-model: a trained detector as files for other programs. */
import { existingRule } from '../../../shared/exchange/exportSettings.ts'
import {
  type ExportedModel,
  measuredPart,
  modelFormat,
  modelPrecision,
  precisionsOf,
} from '../../../shared/modelExportCalls.ts'
import { type Command, choiceOption, projectPathOf, textOption, UsageError } from './command.ts'
import { runFrom } from './trainCommands.ts'

export const exportModelCommand: Command = {
  name: 'export-model',
  usage:
    'export-model P.boxwright --format onnx|tfjs|savedmodel --out FOLDER [--run ID|last] [--precision float32|float16|int8] [--measure val|test|none] [--existing refuse|aside]',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    run: { type: 'string' },
    precision: { type: 'string' },
    measure: { type: 'string' },
    existing: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const format = choiceOption(options, 'format', modelFormat.options)
    const directory = textOption(options, 'out')
    if (!format || directory === undefined) throw new UsageError('export-model wants --format and --out.')
    const precision = choiceOption(options, 'precision', modelPrecision.options) ?? 'float32'
    if (!precisionsOf[format].includes(precision)) {
      throw new UsageError(`${format} is written in ${precisionsOf[format].join(' or ')}, not in ${precision}.`)
    }
    const measure = choiceOption(options, 'measure', measuredPart.options) ?? 'val'
    const existing = choiceOption(options, 'existing', existingRule.options) ?? 'refuse'
    await call('project.open', { path: projectPathOf(context) })
    const runId = await runFrom(call, options)
    const request = { runId, format, precision, directory, measure, existing }
    const exported = (await finish((await call('model.export', request)).jobId)) as ExportedModel
    return { json: exported, text: exportedText(exported) }
  },
}

function exportedText(exported: ExportedModel): string {
  const { runId, format, precision, directory, files, check, measure, calibrationImages, keptAside } = exported
  const kilobytes = Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024)
  const percent = (part: number) => `${(part * 100).toPrecision(2)} %`
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(4))
  return [
    `Exported run ${runId} as ${format} in ${precision} to ${directory}: ${files.length} files, ${kilobytes} kB`,
    ...(keptAside ? [`  the folder that was there is now ${keptAside}`] : []),
    ...(calibrationImages > 0 ? [`  ranges taken from ${calibrationImages} images of the train part`] : []),
    `  checked in ${check.runtime} on ${check.images} images: boxes differ by at most ${percent(check.boxes)} of the side, probabilities by ${check.probabilities.toPrecision(2)}`,
    ...(measure
      ? [
          `  ${measure.split}, ${measure.images} images: AP ${figure(measure.exported.ap)} (run ${figure(measure.run.ap)}), AP50 ${figure(measure.exported.ap50)} (run ${figure(measure.run.ap50)})`,
        ]
      : []),
    ...exported.unreadable.map((reason) => `  not read: ${reason}`),
  ].join('\n')
}
