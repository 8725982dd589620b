/** Ensembles: runs that are there combined, and several trained to be combined. */
import type { CallResponse, EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { canDetect, type FusionSettings } from '../../../shared/ensemble.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { refuseConflicts } from '../../../shared/settingConflicts.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { type MemberTraining, runEnsemble } from '../jobs/ensembleJob.ts'
import { gatherTrainingData } from '../jobs/trainJob.ts'
import type { RunSnapshot, StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { type RunsUnderWay, refuseOtherLabels, type Started } from './runsUnderWay.ts'

type Part = Pick<EngineHandlers, 'ensembles.combine' | 'ensembles.train'>

export function ensembleHandlers(context: EngineContext, underWay: RunsUnderWay): Part {
  return {
    'ensembles.combine': (request) => combine(context, request),
    'ensembles.train': (request) => train(context, underWay, request),
  }
}

function combine(
  context: EngineContext,
  { runIds, weights, fusion }: ParsedRequest<'ensembles.combine'>,
): CallResponse<'ensembles.combine'> {
  const { store } = openProjectOf(context)
  const members = membersOf(store, runIds)
  if (weights !== undefined && weights.length !== members.length) {
    throw new BoxwrightError('bad-request', `${members.length} runs need ${members.length} weights.`)
  }
  const { settings, categories } = members[0]!
  const snapshot = commonSnapshot(members.map(({ id }) => store.runs.snapshot(id)))
  const chosen = members.map(({ id }, index) => ({ runId: id, weight: weights?.[index] ?? 1 }))
  const place = (jobId: number) => {
    const run = { jobId, name: nameOf(fusion, members.length), settings, categories, snapshot }
    return store.ensembles.add(run, { method: 'chosen', size: members.length, fusion }, chosen)
  }
  return { ...begin(context, { training: null, place }), learnedImages: learnedImages(store, snapshot) }
}

function train(
  context: EngineContext,
  underWay: RunsUnderWay,
  { method, members, settings, fusion }: ParsedRequest<'ensembles.train'>,
): Started {
  if (settings.epochs === null && settings.seconds === null) {
    throw new BoxwrightError('bad-request', 'A member would never end. Give it a number of epochs or a time.')
  }
  refuseConflicts(settings)
  const { store } = openProjectOf(context)
  const data = gatherTrainingData(store)
  const { categories, snapshot } = data
  const place = (jobId: number) => {
    const run = { jobId, name: nameOf(fusion, members), settings, categories, snapshot }
    return store.ensembles.add(run, { method, size: members, fusion }, [])
  }
  const { emit } = context
  return begin(context, { training: { data, settings, emit, follow: underWay.follow }, place })
}

/** @throws BoxwrightError `conflict` when what its members learn from has changed */
export function resumeEnsemble(context: EngineContext, underWay: RunsUnderWay, run: StoredRun): Started {
  const { store } = openProjectOf(context)
  const place = (jobId: number) => {
    store.runs.reopen(run.id, jobId)
    return run.id
  }
  // What is missing may be the judging alone.
  if (run.ensemble!.method === 'chosen') return begin(context, { training: null, place })
  const data = gatherTrainingData(store)
  refuseOtherLabels(run.id, data, store.runs.snapshot(run.id).labelHash)
  const { settings } = run
  const { emit } = context
  return begin(context, { training: { data, settings, emit, follow: underWay.follow }, place })
}

type Beginning = {
  readonly training: MemberTraining | null
  /** Makes or finds the run of the job. */
  readonly place: (jobId: number) => number
}

function begin(context: EngineContext, { training, place }: Beginning): Started {
  const { jobs } = openProjectOf(context)
  const job = jobs.start('ensemble', training?.settings ?? {}, (jobContext) =>
    runEnsemble(jobContext, { runId, training, folders: context.folders }),
  )
  const runId = place(job.id)
  return { jobId: job.id, runId }
}

/** @throws BoxwrightError `conflict` with the reason when they cannot answer as one */
function membersOf(store: Store, runIds: readonly number[]): StoredRun[] {
  const members = [...new Set(runIds)].map((id) => store.runs.get(id))
  if (members.length < runIds.length) {
    throw new BoxwrightError('bad-request', 'A run can be in an ensemble once only. Give it a larger weight instead.')
  }
  const first = members[0]!
  for (const run of members) {
    const { id, ensemble } = run
    if (ensemble !== null)
      throw new BoxwrightError('conflict', `The run ${id} is an ensemble itself. Combine its members instead.`, { id })
    if (!canDetect(run))
      throw new BoxwrightError('conflict', `The run ${id} has no weights to detect with. Train it first.`, { id })
    if (!hasSameClasses(run, first)) {
      throw new BoxwrightError(
        'conflict',
        `The runs ${first.id} and ${id} know different classes, so their boxes cannot be fused. Choose runs that were trained with the same classes.`,
        { id, other: first.id },
      )
    }
  }
  return members
}

function hasSameClasses(a: StoredRun, b: StoredRun): boolean {
  const ids = new Set(a.categories.map(({ id }) => id))
  return ids.size === b.categories.length && b.categories.every(({ id }) => ids.has(id))
}

/** Trained on is what any member was trained on; unseen only what none was. */
function commonSnapshot(snapshots: readonly RunSnapshot[]): RunSnapshot {
  const { versions } = snapshots[0]!
  const train = [...new Set(snapshots.flatMap(({ split }) => split.train))]
  const learned = new Set(train)
  const unseen = (part: 'val' | 'test') =>
    [...new Set(snapshots.flatMap(({ split }) => split[part]))].filter((id) => !learned.has(id))
  const labelHash = snapshots.map((snapshot) => snapshot.labelHash).join(' ')
  return { split: { train, val: unseen('val'), test: unseen('test') }, labelHash, versions }
}

function learnedImages(store: Store, { split }: RunSnapshot): number {
  const learned = new Set(split.train)
  return store.images.usable().filter(({ id, split: part }) => learned.has(id) && (part === 'val' || part === 'test'))
    .length
}

const methodNames = { boxes: 'weighted boxes', vote: 'vote', nms: 'NMS' } as const

const nameOf = ({ method }: FusionSettings, members: number): string => `${methodNames[method]} of ${members}`
