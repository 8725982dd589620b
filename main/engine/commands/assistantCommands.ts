/** propose, decide and next: labelling with a model. */
import type { ProposeReport } from '../../../shared/assistantCalls.ts'
import type { OrderReport } from '../jobs/orderJob.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  numberOption,
  projectPathOf,
  table,
  textOption,
  UsageError,
} from './command.ts'
import { mappingOf } from './exchangeCommands.ts'
import { runFrom } from './trainCommands.ts'

export const proposeCommand: Command = {
  name: 'propose',
  usage:
    'propose P.boxwright [--run everyday|ID|last] [--filter TEXT] [--confidence 0.3] [--overlap 0.5] [--map FROM=TO …] [--skip-class NAME …]',
  options: {
    run: { type: 'string' },
    filter: { type: 'string' },
    confidence: { type: 'string' },
    overlap: { type: 'string' },
    map: { type: 'string', multiple: true },
    'skip-class': { type: 'string', multiple: true },
  },
  run: async (context) => {
    const { call, finish, options } = context
    await call('project.open', { path: projectPathOf(context) })
    const settings = {
      runId: await modelFrom(context),
      filter: textOption(options, 'filter') ?? 'state:unlabelled',
      confidence: numberOption(options, 'confidence') ?? 0.3,
      presentIou: numberOption(options, 'overlap') ?? 0.5,
      classes: await mappingOf(context),
    }
    const report = (await finish((await call('proposals.start', settings)).jobId)) as ProposeReport
    return { json: report, text: proposeText(report) }
  },
}

/** The shipped detector unless a run is named. */
async function modelFrom({ call, options }: CommandContext): Promise<number | null> {
  const wanted = textOption(options, 'run') ?? 'everyday'
  return wanted === 'everyday' ? null : runFrom(call, options)
}

function proposeText(report: ProposeReport): string {
  const classes = Object.entries(report.perClass).map(([name, boxes]) => `${name} ${boxes}`)
  const made = report.newCategories.length > 0 ? ` (new: ${report.newCategories.join(', ')})` : ''
  return [
    `${report.model}: ${report.proposals} proposals in ${report.imagesWithProposals} of ${report.images} images`,
    `classes: ${classes.join(', ') || 'none'}${made}`,
    `labelled already ${report.present}, rejected before ${report.rejectedBefore}, of unwanted classes ${report.leftOut}`,
    ...report.unreadable.map((reason) => `  not read: ${reason}`),
  ].join('\n')
}

export const decideCommand: Command = {
  name: 'decide',
  usage: 'decide P.boxwright (--accept 0.8 | --reject 0.3) [--filter TEXT] [--overlap 0.5]',
  options: {
    accept: { type: 'string' },
    reject: { type: 'string' },
    filter: { type: 'string' },
    overlap: { type: 'string' },
  },
  run: async (context) => {
    const { call, options } = context
    const accept = numberOption(options, 'accept')
    const reject = numberOption(options, 'reject')
    if ((accept === undefined) === (reject === undefined)) {
      throw new UsageError('decide wants either --accept or --reject, with a confidence.')
    }
    await call('project.open', { path: projectPathOf(context) })
    const decided = await call('proposals.decide', {
      filter: textOption(options, 'filter') ?? '',
      decision: accept === undefined ? 'reject' : 'accept',
      confidence: (accept ?? reject)!,
      presentIou: numberOption(options, 'overlap') ?? 0.5,
    })
    const verb = accept === undefined ? 'Rejected' : 'Accepted'
    const present = decided.present > 0 ? `; ${decided.present} were labelled already and are rejected` : ''
    return { json: decided, text: `${verb} ${decided.boxes} proposals in ${decided.images} images${present}` }
  },
}

export const nextCommand: Command = {
  name: 'next',
  usage: 'next P.boxwright [--by unsure|different] [--run everyday|ID|last] [--count 20]',
  options: { by: { type: 'string' }, run: { type: 'string' }, count: { type: 'string' } },
  run: async (context) => {
    const { call, finish, options } = context
    const order = choiceOption(options, 'by', ['unsure', 'different']) ?? 'unsure'
    const count = numberOption(options, 'count') ?? 20
    await call('project.open', { path: projectPathOf(context) })
    const runId = await modelFrom(context)
    const report = (await finish((await call('assistant.order', { order, runId })).jobId)) as OrderReport
    const ids = (await call('images.ids', { filter: 'state:unlabelled -is:broken', order })).slice(0, count)
    const images = await call('images.get', { ids })
    const reasons = new Map((await call('assistant.reasons', { imageIds: ids })).map((one) => [one.imageId, one]))
    const listed = images.map(({ id, path }) => {
      const { unsure = null, difference = null } = reasons.get(id) ?? {}
      return { id, path, unsure, difference }
    })
    return { json: { order, ...report, next: listed }, text: nextText(order, listed) }
  },
}

type Listed = {
  readonly path: string
  readonly unsure: { readonly name: string; readonly score: number; readonly rival: string | null } | null
  readonly difference: number | null
}

function nextText(order: 'unsure' | 'different', listed: readonly Listed[]): string {
  if (listed.length === 0) return 'Every image is labelled.'
  const why = ({ unsure, difference }: Listed): string => {
    if (order === 'different') return difference === null ? '' : `difference ${difference.toFixed(2)}`
    return unsure ? `${unsure.name} ${unsure.score.toFixed(2)} or ${unsure.rival ?? 'nothing'}` : 'nothing found'
  }
  return table([['image', 'why'], ...listed.map((one) => [one.path, why(one)])])
}
