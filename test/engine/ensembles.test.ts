/** Ensembles with real trainings: bagged, boosted and chosen members, used wherever a run is, stopped and gone on with. */
import { describe, expect, it } from 'vitest'
import { gatherTrainingData } from '../../main/engine/jobs/trainJob.ts'
import type { EventData } from '../../shared/api.ts'
import type { Ensemble, FusionSettings } from '../../shared/ensemble.ts'
import { fusionSettings } from '../../shared/ensemble.ts'
import { readEvaluation } from '../../shared/evaluationData.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { plantWeights } from '../support/anyDetector.ts'
import type { TestEngine } from '../support/engine.ts'
import { plantRun } from '../support/plantedRun.ts'
import { demoEngine, small, until, workersOf } from '../support/training.ts'

/** Each member starts a worker process, which takes long on a busy machine. */
const patienceMs = 240_000

const settings = (change: object = {}) => trainSettings.parse({ ...small, width: 'small', epochs: 1, ...change })
const fusion = (change: Partial<FusionSettings> = {}) => fusionSettings.parse(change)

const trainSeveral = (engine: TestEngine, method: 'bagging' | 'boosting', change: object = {}) =>
  engine.call('ensembles.train', { method, members: 2, settings: settings(change), fusion: fusion() })

const membersOf = async (engine: TestEngine, id: number): Promise<Ensemble['members']> =>
  (await engine.call('runs.get', { id })).ensemble!.members

const storeOf = (engine: TestEngine) => engine.context.project!.store

const isInMember =
  (number: number) =>
  ({ name, data }: { name: string; data: unknown }) =>
    name === 'job.changed' && (data as EventData<'job.changed'>).progress.title.startsWith(`Member ${number} of`)

describe('bagging', { timeout: patienceMs }, () => {
  it('trains every member on its own sample of the training part, and judges all of them together', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await trainSeveral(engine, 'bagging', { epochs: 2 })
    const job = await engine.ended({ jobId })
    expect(job).toMatchObject({ state: 'done', result: { runId, members: 2 } })

    const run = await engine.call('runs.get', { id: runId })
    expect(run).toMatchObject({
      name: 'weighted boxes of 2',
      endReason: 'combined',
      isResumable: false,
      bestEpoch: null,
    })
    expect(run.ensemble).toMatchObject({ method: 'bagging', size: 2, fusion: { method: 'boxes', iou: 0.55 } })
    expect(run.ensemble!.members.map(({ weight, isDone }) => [weight, isDone])).toEqual([
      [1, true],
      [1, true],
    ])
    // The part has so many images; each member drew as many, some of them more than once.
    const part = await engine.call('images.ids', { filter: 'split:train' })
    const samples = run.ensemble!.members.map((member) => storeOf(engine).runs.snapshot(member.runId).split.train)
    for (const sample of samples) {
      expect(sample).toHaveLength(part.length)
      expect(sample.every((id) => part.includes(id))).toBe(true)
      expect(new Set(sample).size).toBeLessThan(part.length)
    }
    expect(samples[0]).not.toEqual(samples[1])
    const seeds = await Promise.all(
      run.ensemble!.members.map(async (member) => (await engine.call('runs.get', { id: member.runId })).settings.seed),
    )
    expect(seeds).toEqual([0, 1])

    // The figures of the row are those of the evaluation that came with it.
    const [evaluation] = await engine.call('results.list', {})
    expect(evaluation).toMatchObject({ runId, split: 'val' })
    expect(run.bestAp).not.toBeNull()
    await expect(engine.call('runs.remove', { id: run.ensemble!.members[0]!.runId })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('keeps finished members when it is cancelled, and goes on with the next', async () => {
    const engine = await demoEngine()
    const first = await trainSeveral(engine, 'bagging', { epochs: 3 })
    await until(engine, isInMember(2))
    await engine.call('jobs.cancel', { id: first.jobId })
    expect(await engine.ended(first)).toMatchObject({ state: 'cancelled' })
    const stopped = await membersOf(engine, first.runId)
    expect(stopped[0]).toMatchObject({ isDone: true })
    const [cancelled] = (await engine.call('runs.list', {})).filter(({ id }) => id === first.runId)
    expect(cancelled).toMatchObject({ endReason: 'cancelled', isResumable: true })
    // What there is can be used already.
    const predicted = await engine.call('evaluate.start', { runId: first.runId, split: 'test' })
    expect(await engine.ended(predicted)).toMatchObject({ state: 'done' })

    expect(await engine.ended(await engine.call('train.resume', { runId: first.runId }))).toMatchObject({
      ...{ state: 'done', result: { members: 2 } },
    })
    const members = await membersOf(engine, first.runId)
    expect(members[0]).toEqual(stopped[0])
    expect(members.map(({ isDone }) => isDone)).toEqual([true, true])
  })

  it('goes on in the middle of a member whose worker was killed, with the same sample', async () => {
    const engine = await demoEngine()
    const first = await trainSeveral(engine, 'bagging', { epochs: 200 })
    await until(engine, ({ name, data }) => name === 'run.epoch' && (data as { epoch: number }).epoch > 2)
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
    expect(await engine.ended(first)).toMatchObject({ state: 'interrupted' })
    const [member] = await membersOf(engine, first.runId)
    const sample = storeOf(engine).runs.snapshot(member!.runId).split.train
    expect(member).toMatchObject({ isDone: false })
    expect(await engine.call('runs.get', { id: member!.runId })).toMatchObject({ endReason: 'interrupted' })
    await expect(engine.call('evaluate.start', { runId: first.runId, split: 'test' })).rejects.toMatchObject({
      code: 'not-found',
    })

    const resumed = await engine.call('train.resume', { runId: first.runId })
    const epochs = (await engine.call('runs.get', { id: member!.runId })).epochs.length
    await until(engine, ({ name, data }) => name === 'run.epoch' && (data as { epoch: number }).epoch > epochs)
    // The same order as for any run: this member ends with its best, the next begins.
    await engine.call('train.order', { runId: member!.runId, order: 'finish' })
    await until(engine, isInMember(2))
    await engine.call('jobs.cancel', { id: resumed.jobId })
    await engine.ended(resumed)
    expect((await membersOf(engine, first.runId))[0]).toMatchObject({ runId: member!.runId, isDone: true })
    expect(storeOf(engine).runs.snapshot(member!.runId).split.train).toEqual(sample)
  })
})

describe('an ensemble', { timeout: patienceMs }, () => {
  it('does not take in a member that was told to end before it learned anything: that one begins anew', async () => {
    const engine = await demoEngine()
    const first = await trainSeveral(engine, 'bagging')
    await expect.poll(async () => (await membersOf(engine, first.runId)).length).toBe(1)
    const [member] = await membersOf(engine, first.runId)
    await engine.call('train.order', { runId: member!.runId, order: 'finish' })
    const { state, error } = await engine.ended(first)
    expect({ state, error }).toMatchObject({ state: 'failed', error: { code: 'nothing-to-train' } })
    expect(await membersOf(engine, first.runId)).toMatchObject([{ isDone: false }])

    const resumed = await engine.call('train.resume', { runId: first.runId })
    await until(engine, isInMember(2))
    await engine.call('jobs.cancel', { id: resumed.jobId })
    await engine.ended(resumed)
    expect((await membersOf(engine, first.runId))[0]).toMatchObject({ isDone: true })
  })

  it('is written whole or not at all', async () => {
    const engine = await demoEngine()
    const store = storeOf(engine)
    const id = plantRun(store, { settings: settings() })
    const { jobId, name, categories } = store.runs.get(id)
    const run = { jobId, name, settings: settings(), categories, snapshot: store.runs.snapshot(id) }
    const chosen = [id, id + 1000].map((runId) => ({ runId, weight: 1 }))
    const kind = { method: 'chosen', size: 2, fusion: fusion() } as const
    expect(() => store.ensembles.add(run, kind, chosen)).toThrow(/FOREIGN KEY/)
    expect(store.runs.list().map((one) => one.id)).toEqual([id])
  })
})

describe('boosting', { timeout: patienceMs }, () => {
  it('draws what a member got wrong more often for the next one, and lets members say as much as they are right', async () => {
    const engine = await demoEngine()
    const { runId, jobId } = await trainSeveral(engine, 'boosting', { epochs: 2 })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'done', error: null })
    const members = await membersOf(engine, runId)
    for (const { weight } of members) {
      expect(weight).toBeGreaterThanOrEqual(Math.log(0.51 / 0.49) - 1e-9)
      expect(weight).toBeLessThanOrEqual(Math.log(0.99 / 0.01) + 1e-9)
    }
    const chances = storeOf(engine).ensembles.chances(runId)!
    const ids = gatherTrainingData(storeOf(engine)).images.train.map(({ id }) => id)
    expect(Object.keys(chances).map(Number)).toEqual(ids)
    expect(Object.values(chances).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10)
  })
})

describe('chosen runs', { timeout: patienceMs }, () => {
  it('become one that evaluates, predicts, proposes and is compared as a run; export goes member by member', async () => {
    const engine = await demoEngine()
    const ids = [await plantWeights(engine, { seed: 1 }), await plantWeights(engine, { seed: 2, size: 128 })]
    const combined = await engine.call('ensembles.combine', {
      ...{ runIds: ids, weights: [2, 1], fusion: fusion({ method: 'nms' }) },
    })
    const { runId } = combined
    expect(combined.learnedImages).toBe(0)
    expect(await engine.ended(combined)).toMatchObject({ state: 'done', result: { members: 2 } })
    expect(await membersOf(engine, runId)).toEqual([
      { runId: ids[0], weight: 2, isDone: true },
      { runId: ids[1], weight: 1, isDone: true },
    ])

    const evaluated: Record<number, Awaited<ReturnType<typeof readEvaluation>>> = {}
    for (const id of [...ids, runId]) {
      const { result } = await engine.ended(await engine.call('evaluate.start', { runId: id, split: 'test' }))
      evaluated[id] = await readEvaluation(engine.call, (result as { evaluationId: number }).evaluationId)
    }
    // Suppression invents nothing: each box is one of a member, the first with its score, the second with half of it.
    const boxesOf = (id: number, factor: number) => {
      const { boxes, scores, ids: all } = evaluated[id]!.detections
      return Array.from(all, (_, place) =>
        [
          ...Array.from({ length: 4 }, (_, side) => boxes[4 * place + side]!.toFixed(2)),
          (scores[place]! * factor).toFixed(4),
        ].join(' '),
      )
    }
    const known = new Set([...boxesOf(ids[0]!, 1), ...boxesOf(ids[1]!, 0.5)])
    const fused = boxesOf(runId, 1)
    expect(fused.length).toBeGreaterThan(0)
    expect(fused.filter((one) => !known.has(one))).toEqual([])
    expect(evaluated[runId]!.detections.probabilities).toHaveLength(4 * fused.length)

    expect((await engine.call('assistant.models', {})).map((model) => model.runId)).toContain(runId)
    const proposing = await engine.call('proposals.start', { runId, filter: '', confidence: 0.01 })
    expect(await engine.ended(proposing)).toMatchObject({ state: 'done', result: { images: 12 } })
    const [path] = await Promise.all(
      (await engine.call('images.ids', { filter: '' })).slice(0, 1).map((id) => engine.call('images.path', { id })),
    )
    const predicting = await engine.call('predict.start', { runId, paths: [path!.path], confidence: 0.005 })
    expect(await engine.ended(predicting)).toMatchObject({ state: 'done', result: { unreadable: [] } })

    const exporting = { runId, format: 'onnx', directory: `${engine.folder}/model` } as const
    await expect(engine.call('model.export', exporting)).rejects.toThrow(`export the runs ${ids.join(', ')}`)
    await engine.call('runs.remove', { id: runId })
    await engine.call('runs.remove', { id: ids[0]! })
  })

  it('become one also when the split has no validation part any more, or a class is gone', async () => {
    const engine = await demoEngine()
    const val = await engine.call('images.ids', { filter: 'split:val' })
    const snapshot = { split: { train: [], val, test: [] } }
    const runIds = [
      await plantWeights(engine, { seed: 1 }, snapshot),
      await plantWeights(engine, { seed: 2 }, snapshot),
    ]
    await engine.call('split.set', { ids: val, split: 'test' })
    const [category] = storeOf(engine).categories.list()
    await engine.call('categories.remove', { id: category!.id, deleteBoxes: true })
    const combined = await engine.call('ensembles.combine', { runIds, fusion: fusion() })
    expect(await engine.ended(combined)).toMatchObject({ state: 'done', result: { members: 2, ap: null } })
    const evaluating = await engine.call('evaluate.start', { runId: combined.runId, split: 'test' })
    expect(await engine.ended(evaluating)).toMatchObject({ state: 'done', error: null })
  })

  it('are refused with the reason: other classes, no weights, an ensemble in an ensemble, one run twice', async () => {
    const engine = await demoEngine()
    const store = storeOf(engine)
    const categories = store.categories.list()
    const plant = (change: object = {}, isTrained = true) => {
      const job = store.jobs.add('train', {})
      store.jobs.end(job.id, { state: 'done', result: {} })
      const snapshot = { split: { train: [], val: [], test: [] }, labelHash: '', versions: {} }
      const run = { jobId: job.id, name: 'yolo 96', settings: settings(), categories, snapshot, ...change }
      const id = store.runs.add(run)
      if (isTrained) store.runs.setBest(id, 1, 0.5, 0.5)
      return id
    }
    const [test] = await engine.call('images.ids', { filter: 'split:test' })
    const [first, sorted, fewer, untrained] = [
      plant({ snapshot: { split: { train: [test], val: [], test: [] }, labelHash: '', versions: {} } }),
      plant({ categories: categories.toReversed() }),
      plant({ categories: categories.slice(1) }),
      plant({}, false),
    ]
    const combine = (...runIds: number[]) => engine.call('ensembles.combine', { runIds, fusion: fusion() })
    await expect(combine(first, fewer)).rejects.toThrow(`The runs ${first} and ${fewer} know different classes`)
    await expect(combine(first, untrained)).rejects.toThrow(`The run ${untrained} has no weights`)
    await expect(combine(first, first)).rejects.toMatchObject({ code: 'bad-request' })
    // The order of classes is no obstacle. One of them learned an image that is for testing now.
    const made = await combine(first, sorted)
    expect(made.learnedImages).toBe(1)
    expect(await engine.ended(made)).toMatchObject({ state: 'done', result: { members: 2, ap: null } })
    await expect(combine(first, made.runId)).rejects.toThrow(`The run ${made.runId} is an ensemble itself`)
    const weights = [1, 2, 3]
    await expect(
      engine.call('ensembles.combine', { runIds: [first, sorted], weights, fusion: fusion() }),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })
})
