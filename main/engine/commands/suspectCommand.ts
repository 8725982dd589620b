/** suspects: the labels that are probably wrong, by a cross-validation or by what a run found. */
import type { EngineCall } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type EvaluationData, readEvaluation } from '../../../shared/evaluationData.ts'
import { decisionFinder } from '../../../shared/metrics/suspects/decided.ts'
import { findSuspects } from '../../../shared/metrics/suspects/findSuspects.ts'
import { type Suspect, type SuspectLabel, suspectKinds } from '../../../shared/metrics/suspects/suspect.ts'
import type { Evaluation } from '../../../shared/reports.ts'
import type { FoldsResult } from '../jobs/foldsJob.ts'
import { type Command, type CommandContext, listOption, numberOption, projectPathOf, textOption } from './command.ts'
import { runFrom, settingsFrom, trainOptions } from './trainCommands.ts'

const usualListed = 50

export const suspectsCommand: Command = {
  name: 'suspects',
  usage:
    'suspects P.boxwright [--folds K [--filter TEXT] [--seconds N a fold] [--epochs N] [--size 320] [--device …] [--set key=value …] | --resume ID | --run ID|last] [--kind swapped,overlooked,located,duplicate] [--limit 50]',
  options: {
    ...trainOptions,
    folds: { type: 'string' },
    filter: { type: 'string' },
    resume: { type: 'string' },
    run: { type: 'string' },
    kind: { type: 'string' },
    limit: { type: 'string' },
  },
  run: async (context) => {
    const { call, options } = context
    const kinds = listOption(textOption(options, 'kind'), suspectKinds, 'kind') ?? suspectKinds
    const limit = numberOption(options, 'limit') ?? usualListed
    await call('project.open', { path: projectPathOf(context) })
    const evaluation = await evaluationFor(context)
    const data = await readEvaluation(call, evaluation.id)
    const decided = decisionFinder(await call('suspects.decisions', {}))
    const open = findSuspects(data).filter((one) => kinds.includes(one.kind) && decided(one) === null)
    const suspects = open.slice(0, limit).map((one) => described(one, data))
    const isOutOfFold = evaluation.split === 'folds'
    return {
      json: { run: evaluation.runId, part: evaluation.split, isOutOfFold, count: open.length, suspects },
      text: [
        `${open.length} suspects in ${data.images.length} images, the likeliest ${suspects.length}:`,
        ...(isOutOfFold
          ? []
          : ['The model was trained on images of this project; of those it repeats errors. --folds avoids that.']),
        ...suspects.map(({ score, image, reason }) => `${score.toFixed(3)}  ${image}  ${reason}`),
      ].join('\n'),
    }
  },
}

async function evaluationFor({ call, finish, options }: CommandContext): Promise<Evaluation> {
  const folds = numberOption(options, 'folds')
  const resume = numberOption(options, 'resume')
  if (folds !== undefined || resume !== undefined) {
    const { jobId } =
      resume === undefined
        ? await call('folds.start', {
            settings: settingsFrom(options),
            folds: folds!,
            filter: textOption(options, 'filter') ?? null,
          })
        : await call('folds.resume', { runId: resume })
    const { evaluationId } = (await finish(jobId)) as FoldsResult
    return (await call('results.list', {})).find(({ id }) => id === evaluationId)!
  }
  return latestOf(call, textOption(options, 'run') === undefined ? null : await runFrom(call, options))
}

/** Of the run; without one the newest cross-validation, else the newest of all. */
async function latestOf(call: EngineCall, runId: number | null): Promise<Evaluation> {
  const all = await call('results.list', {})
  const found =
    runId === null ? (all.find(({ split }) => split === 'folds') ?? all[0]) : all.find((one) => one.runId === runId)
  if (found) return found
  throw new BoxwrightError(
    'not-found',
    'Nothing was evaluated yet. Begin with --folds, which trains and judges every image by a model that did not see it.',
  )
}

function described(suspect: Suspect, { images, categories }: EvaluationData) {
  const { kind, score, label, detection, other, iou, labelProbability, distance } = suspect
  const named = (box: SuspectLabel | null) =>
    box && {
      id: box.id,
      category: categories.find(({ id }) => id === box.categoryId)?.name ?? '',
      box: [box.box.x1, box.box.y1, box.box.x2, box.box.y2],
    }
  const model = detection && { ...named(detection)!, score: detection.score }
  const facts = { kind, score, label: named(label), model, other: named(other), iou, labelProbability, distance }
  const image = images.find(({ id }) => id === suspect.imageId)!.path
  return { image, ...facts, reason: reasonOf(facts) }
}

type Facts = Pick<Suspect, 'kind' | 'iou' | 'labelProbability' | 'distance'> & {
  readonly label: { readonly category: string } | null
  readonly model: { readonly category: string; readonly score: number } | null
}

function reasonOf({ kind, label, model, iou, labelProbability, distance }: Facts): string {
  const [labelled, seen] = [label?.category ?? '', model?.category ?? '']
  const sure = (model?.score ?? 0).toFixed(2)
  switch (kind) {
    case 'swapped':
      return `labelled ${labelled} (${labelProbability.toFixed(2)}), seen as ${seen} (${sure}), IoU ${iou.toFixed(2)}`
    case 'overlooked':
      return `${seen} (${sure}) seen where nothing is labelled`
    case 'located':
      return `${labelled} lies ${Math.round(distance * 100)} % of its size beside where it is seen (${sure}), IoU ${iou.toFixed(2)}`
    case 'duplicate':
      return `${labelled} overlaps another label by IoU ${iou.toFixed(2)}, and the model does not see two things`
  }
}
