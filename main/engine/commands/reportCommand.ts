/** report: an evaluation as one HTML file. */
import { reportLanguage, type WrittenReport } from '../../../shared/reportCalls.ts'
import { evaluationSplit } from '../../../shared/reports.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  projectPathOf,
  textOption,
  UsageError,
} from './command.ts'
import { evaluationOf, validationOf, wantedConfidence } from './threshold.ts'
import { runFrom } from './trainCommands.ts'

export const reportCommand: Command = {
  name: 'report',
  usage:
    'report P.boxwright --out FILE.html [--run ID|last] [--split train|val|test|all|folds] [--iou 0.5] [--confidence auto|0.25] [--worst 12] [--language en|ko]',
  options: {
    out: { type: 'string' },
    run: { type: 'string' },
    split: { type: 'string' },
    iou: { type: 'string' },
    confidence: { type: 'string' },
    worst: { type: 'string' },
    language: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const path = outPathOf(context)
    const split = choiceOption(options, 'split', evaluationSplit.options) ?? 'test'
    const language = choiceOption(options, 'language', reportLanguage.options) ?? 'en'
    const iou = numberOption(options, 'iou') ?? 0.5
    const worst = numberOption(options, 'worst') ?? 12
    const confidence = wantedConfidence(options)
    await call('project.open', { path: projectPathOf(context) })
    const runId = await runFrom(call, options)
    const evaluationId = await evaluationOf(context, runId, split)
    // Where nobody names a threshold, it is that of the validation images.
    if (confidence === 'auto') await validationOf(context, runId, split)
    const { jobId } = await call('report.start', { evaluationId, path, confidence, iou, language, worst })
    const written = (await finish(jobId)) as WrittenReport
    const missing = written.unreadable.map((reason) => `\nnot shown: ${reason}`).join('')
    return {
      json: { run: runId, split, ...written },
      text: `Wrote ${written.path}: run ${runId}, ${written.images} images, ${Math.ceil(written.bytes / 1024)} kB.${missing}`,
    }
  },
}

function outPathOf({ options }: CommandContext): string {
  const path = textOption(options, 'out')
  if (path === undefined) throw new UsageError('where to? Give --out FILE.html.')
  if (/\.pdf$/i.test(path)) {
    throw new UsageError('a PDF is printed by the window. Write FILE.html here and print it in any browser.')
  }
  return path
}
