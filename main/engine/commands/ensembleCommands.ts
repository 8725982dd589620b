/** combine and train-ensemble: several runs that answer as one. */
import {
  type EnsembleMethod,
  ensembleMethod,
  fusionMethod,
  fusionSettings,
  usualMembers,
} from '../../../shared/ensemble.ts'
import type { EnsembleResult } from '../jobs/ensembleJob.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  type Options,
  projectPathOf,
  textOption,
  UsageError,
} from './command.ts'
import { settingsFrom, trainOptions } from './trainCommands.ts'

const fusionOptions = {
  fusion: { type: 'string' },
  'fusion-iou': { type: 'string' },
  'least-votes': { type: 'string' },
} as const
const fusionUsage = '[--fusion boxes|vote|nms] [--fusion-iou 0.55] [--least-votes 0.5]'

export const combineCommand: Command = {
  name: 'combine',
  usage: `combine P.boxwright --runs 1,2,… [--weights 1,1,…] ${fusionUsage}`,
  options: { ...fusionOptions, runs: { type: 'string' }, weights: { type: 'string' } },
  run: async (context) => {
    const { call, options } = context
    const runIds = numbersOf(options, 'runs')
    if (runIds === undefined) throw new UsageError('combine which runs? Name two or more: --runs 1,2.')
    const weights = numbersOf(options, 'weights')
    const fusion = fusionFrom(options)
    await call('project.open', { path: projectPathOf(context) })
    const { jobId, runId, learnedImages } = await call('ensembles.combine', {
      ...{ runIds, fusion },
      ...(weights && { weights }),
    })
    const output = await finished(context, { jobId, runId })
    if (learnedImages === 0) return output
    const warning = `\n${learnedImages} images of the validation and test part were learned by some member: there its figures flatter.`
    return { json: { ...output.json, learnedImages }, text: output.text + warning }
  },
}

const trainedMethods = ensembleMethod.exclude(['chosen']).options

export const trainEnsembleCommand: Command = {
  name: 'train-ensemble',
  usage: `train-ensemble P.boxwright [--method bagging|boosting] [--members ${usualMembers}] ${fusionUsage} [--seconds N a member] [--epochs N] [--size 320] [--device …] [--set key=value …]`,
  options: { ...trainOptions, ...fusionOptions, method: { type: 'string' }, members: { type: 'string' } },
  run: async (context) => {
    const { call, options } = context
    const method: Exclude<EnsembleMethod, 'chosen'> = choiceOption(options, 'method', trainedMethods) ?? 'bagging'
    const members = numberOption(options, 'members') ?? usualMembers
    const settings = settingsFrom(options)
    const fusion = fusionFrom(options)
    await call('project.open', { path: projectPathOf(context) })
    return finished(context, await call('ensembles.train', { method, members, settings, fusion }))
  },
}

async function finished({ call, finish }: CommandContext, { jobId, runId }: { jobId: number; runId: number }) {
  const { ap, ap50 } = (await finish(jobId)) as EnsembleResult
  const run = await call('runs.get', { id: runId })
  const { members } = run.ensemble!
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  const named = members.map((member) => `${member.runId} (weight ${member.weight.toFixed(2)})`).join(', ')
  return {
    json: { runId, members, ap, ap50, run },
    text: `Run ${runId}: ${run.name}, members ${named}: validation AP ${figure(ap)}, AP50 ${figure(ap50)}`,
  }
}

function fusionFrom(options: Options) {
  const method = choiceOption(options, 'fusion', fusionMethod.options)
  const iou = numberOption(options, 'fusion-iou')
  const leastVotes = numberOption(options, 'least-votes')
  const parsed = fusionSettings.safeParse({
    ...(method !== undefined && { method }),
    ...(iou !== undefined && { iou }),
    ...(leastVotes !== undefined && { leastVotes }),
  })
  if (parsed.success) return parsed.data
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

function numbersOf(options: Options, name: string): number[] | undefined {
  const numbers = textOption(options, name)?.split(',').map(Number)
  if (numbers?.some((value) => !(value > 0))) throw new UsageError(`--${name} wants numbers with commas between them.`)
  return numbers
}
