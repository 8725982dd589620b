/** train, evaluate, predict: what needs the detector. */
import type { EngineCall } from '../../../shared/api.ts'
import { canDetect } from '../../../shared/ensemble.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { readFigures } from '../../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { type EvaluationFigures, evaluate } from '../../../shared/metrics/evaluate.ts'
import { evaluablePart } from '../../../shared/reports.ts'
import { type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'
import type { TrainResult } from '../../../shared/workerMessages.ts'
import type { PredictionResult } from '../jobs/detectJob.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  type Options,
  projectPathOf,
  table,
  textOption,
  UsageError,
} from './command.ts'
import { type Threshold, thresholdFor } from './threshold.ts'

/** Options that say how to train; `--set` takes any other setting. */
export const trainOptions = {
  detector: { type: 'string' },
  size: { type: 'string' },
  epochs: { type: 'string' },
  seconds: { type: 'string' },
  device: { type: 'string' },
  seed: { type: 'string' },
  set: { type: 'string', multiple: true },
} as const

export const trainCommand: Command = {
  name: 'train',
  usage:
    'train P.boxwright [--detector yolo] [--size 320] [--epochs N] [--seconds N] [--device auto|gpu|webgpu|cpu] [--seed 0] [--set key=value …]',
  options: trainOptions,
  run: async (context) => {
    const settings = settingsFrom(context.options)
    await context.call('project.open', { path: projectPathOf(context) })
    const { jobId, runId } = await context.call('train.start', { settings })
    const result = (await context.finish(jobId)) as TrainResult
    const run = await context.call('runs.get', { id: runId })
    const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
    const text = `Run ${runId}: ${result.epochs} epochs on ${run.device?.name ?? 'an unknown device'}, best epoch ${result.bestEpoch ?? '–'}: validation AP ${figure(result.ap)}, AP50 ${figure(result.ap50)}`
    return { json: { runId, ...result, run }, text }
  },
}

/** Named options and `--set key=value` over the defaults. A number of epochs alone sets no limit of time. */
export function settingsFrom(options: Options): TrainSettings {
  const given: Record<string, unknown> = {}
  for (const name of ['size', 'epochs', 'seconds', 'seed'] as const) {
    const value = numberOption(options, name)
    if (value !== undefined) given[name] = value
  }
  for (const name of ['detector', 'device'] as const) {
    const value = textOption(options, name)
    if (value !== undefined) given[name] = value
  }
  if (given.epochs !== undefined && given.seconds === undefined) given.seconds = null
  for (const assignment of (options.set as string[] | undefined) ?? []) {
    const at = assignment.indexOf('=')
    if (at < 1) throw new UsageError(`--set wants key=value, not "${assignment}".`)
    given[assignment.slice(0, at)] = parseValue(assignment.slice(at + 1))
  }
  const parsed = trainSettings.safeParse(given)
  if (parsed.success) return parsed.data
  throw new UsageError(
    parsed.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`).join('; '),
  )
}

export function parseValue(text: string): string | number | boolean | null {
  if (text === 'null') return null
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

export const evaluateCommand: Command = {
  name: 'evaluate',
  usage: 'evaluate P.boxwright [--run ID|last] [--split train|val|test|all] [--iou 0.5] [--confidence auto|0.25]',
  options: {
    run: { type: 'string' },
    split: { type: 'string' },
    iou: { type: 'string' },
    confidence: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const split = choiceOption(options, 'split', evaluablePart.options) ?? 'test'
    const iou = numberOption(options, 'iou') ?? 0.5
    await call('project.open', { path: projectPathOf(context) })
    const runId = await runFrom(call, options)
    const { evaluationId } = (await finish((await call('evaluate.start', { runId, split })).jobId)) as {
      evaluationId: number
    }
    const { confidence, source } = await thresholdFor(context, { runId, split, iou })
    const data = await readFigures(call, evaluationId)
    const figures = evaluate(datasetFromEvaluation(data), { iou, confidence })
    return {
      json: { run: runId, split, images: data.images.length, confidenceBy: source, ...figures },
      text: figuresText(figures, { title: `Run ${runId}, ${split}`, source }),
    }
  },
}

type FiguresTitle = { readonly title: string; readonly source: Threshold['source'] | 'these images' }

export function figuresText(figures: EvaluationFigures, { title, source }: FiguresTitle): string {
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  const classes = figures.perClass.map((one) => [
    one.name,
    String(one.groundTruths),
    number(one.AP),
    number(one.AP50),
    number(one.precision),
    number(one.recall),
    number(one.f1),
  ])
  const { labels, matrix } = figures.confusion
  return [
    `${title}: AP ${number(figures.AP)}, AP50 ${number(figures.AP50)}, AP75 ${number(figures.AP75)}`,
    `at confidence ${figures.confidence.toFixed(3)}${source === 'given' ? '' : ` (best mean F1 on ${source})`}, IoU ${figures.iou}:`,
    table([['class', 'n', 'AP', 'AP50', 'precision', 'recall', 'F1'], ...classes]),
    'confusion matrix (rows: predicted, columns: labelled):',
    table([['', ...labels], ...matrix.map((row, index) => [labels[index]!, ...[...row].map(String)])]),
  ].join('\n')
}

export const predictCommand: Command = {
  name: 'predict',
  usage: 'predict P.boxwright [--run ID|last] (--images PATH | --split train|val|test|all) [--confidence 0.25]',
  options: {
    run: { type: 'string' },
    images: { type: 'string' },
    split: { type: 'string' },
    confidence: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    await call('project.open', { path: projectPathOf(context) })
    const runId = await runFrom(call, options)
    const confidence = numberOption(options, 'confidence') ?? 0.25
    const paths = await pathsToPredict(context)
    const result = (await finish((await call('predict.start', { runId, paths, confidence })).jobId)) as PredictionResult
    const lines = result.images.flatMap(({ path, detections }) => [
      path,
      ...detections.map(
        ({ category, score, box }) =>
          `  ${category} ${score.toFixed(3)} ${box.map((value) => value.toFixed(1)).join(' ')}`,
      ),
    ])
    return {
      json: { run: runId, confidence, ...result },
      text: [...lines, ...result.unreadable.map((reason) => `  not read: ${reason}`)].join('\n'),
    }
  },
}

async function pathsToPredict({ call, options }: CommandContext): Promise<string[]> {
  const images = textOption(options, 'images')
  if (images) return [images]
  const split = choiceOption(options, 'split', evaluablePart.options)
  if (!split) throw new UsageError('predict what? Give --images or --split.')
  const splits = split === 'all' ? (['train', 'val', 'test'] as const) : ([split] as const)
  const ids = await call('images.ids', { filter: `split:${splits.join(',')} -is:broken` })
  const files = await Promise.all(ids.map((id) => call('images.path', { id })))
  return files.map(({ path }) => path)
}

export async function runFrom(call: EngineCall, options: Options): Promise<number> {
  const wanted = textOption(options, 'run') ?? 'last'
  // Of the trials of a search the last is not the one that anybody means.
  const finished = (await call('runs.list', {})).filter((run) => canDetect(run) && run.trial === null)
  if (wanted === 'last') {
    if (!finished[0]) throw new BoxwrightError('not-found', 'The project has no trained run yet. Train one first.')
    return finished[0].id
  }
  const id = Number(wanted)
  if (!Number.isInteger(id)) throw new UsageError(`--run wants the number of a run or "last", not "${wanted}".`)
  return id
}
