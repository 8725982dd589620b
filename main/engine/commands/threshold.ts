/** Evaluations that commands read, and the threshold of confidence that they judge at. */
import { BoxwrightError } from '../../../shared/errors.ts'
import { readFigures } from '../../../shared/evaluationData.ts'
import { bestConfidenceIn } from '../../../shared/metrics/bestConfidence.ts'
import { datasetFromEvaluation } from '../../../shared/metrics/dataset.ts'
import { type EvaluationSplit, evaluablePart, isOtherThanValidation } from '../../../shared/reports.ts'
import { type CommandContext, numberOption, type Options, textOption } from './command.ts'

/** The evaluation of a run that is there, else a new one. */
export async function evaluationOf(
  { call, finish }: CommandContext,
  runId: number,
  split: EvaluationSplit,
): Promise<number> {
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

/** What `--confidence` says; `auto` where it says nothing. */
export function wantedConfidence(options: Options): number | 'auto' {
  return textOption(options, 'confidence') === 'auto' ? 'auto' : (numberOption(options, 'confidence') ?? 'auto')
}

/** @returns the run's evaluation of the validation part, where that has images and is not the judged one itself */
export async function validationOf(
  context: CommandContext,
  runId: number,
  split: EvaluationSplit,
): Promise<number | null> {
  const { images } = await context.call('runs.get', { id: runId })
  if (!isOtherThanValidation(split) || images.val === 0) return null
  return evaluationOf(context, runId, 'val')
}

export type Threshold = {
  /** `auto`: the best on the judged images. */
  readonly confidence: number | 'auto'
  /** What it was chosen by. */
  readonly source: 'given' | EvaluationSplit
}

type Judged = { readonly runId: number; readonly split: EvaluationSplit; readonly iou: number }

/** As given; else the best on the validation images, since one chosen on the judged images would flatter them. */
export async function thresholdFor(context: CommandContext, { runId, split, iou }: Judged): Promise<Threshold> {
  const wanted = wantedConfidence(context.options)
  if (wanted !== 'auto') return { confidence: wanted, source: 'given' }
  const evaluationId = await validationOf(context, runId, split)
  if (evaluationId === null) return { confidence: 'auto', source: split }
  const dataset = datasetFromEvaluation(await readFigures(context.call, evaluationId))
  return { confidence: bestConfidenceIn(dataset, iou), source: 'val' }
}
