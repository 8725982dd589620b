/** report: an evaluation as one HTML file. */
import { BoxwrightError } from '../../../shared/errors.ts'
import { reportLanguage, type WrittenReport } from '../../../shared/reportCalls.ts'
import { type EvaluationSplit, evaluablePart, evaluationSplit } from '../../../shared/reports.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  projectPathOf,
  textOption,
  UsageError,
} from './command.ts'
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
    const confidence =
      textOption(options, 'confidence') === 'auto' ? 'auto' : (numberOption(options, 'confidence') ?? 'auto')
    await call('project.open', { path: projectPathOf(context) })
    const runId = await runFrom(call, options)
    const evaluationId = await evaluationOf(context, runId, split)
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

/** The one that is there, else a new one. */
async function evaluationOf({ call, finish }: CommandContext, runId: number, split: EvaluationSplit): Promise<number> {
  const known = (await call('results.list', {})).find((one) => one.runId === runId && one.split === split)
  if (known) return known.id
  const part = evaluablePart.options.find((option) => option === split)
  if (!part) {
    throw new BoxwrightError(
      'not-found',
      `The run ${runId} is no cross-validation. Choose another part, or another run.`,
    )
  }
  const { evaluationId } = (await finish((await call('evaluate.start', { runId, split: part })).jobId)) as {
    evaluationId: number
  }
  return evaluationId
}
