/** Searches over settings with real trainings: who survives, what a crash costs, when the time is up. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gatherTrainingData } from '../../main/engine/jobs/trainJob.ts'
import type { Epoch } from '../../shared/reports.ts'
import { ranked } from '../../shared/search/halving.ts'
import { type SearchSettings, searchSettings } from '../../shared/search/settings.ts'
import type { Search } from '../../shared/searchCalls.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import type { TestEngine } from '../support/engine.ts'
import { startEngine } from '../support/engineProcess.ts'
import { demoEngine, small, train, until, workersOf } from '../support/training.ts'

/** Each trial starts a worker process, which takes long on a busy machine. */
const patienceMs = 240_000

const rate = { kind: 'range', key: 'learningRate', low: 5e-4, high: 5e-3, isLog: true } as const
const settingsOf = (change: object = {}): SearchSettings =>
  searchSettings.parse({
    base: trainSettings.parse(small),
    parameters: [rate],
    trials: 2,
    isHalving: false,
    minutes: null,
    ...change,
  })

const start = (engine: TestEngine, change: object = {}) => engine.call('search.start', { settings: settingsOf(change) })
const searchOf = (engine: TestEngine, id: number): Promise<Search> => engine.call('search.get', { id })

const isEpoch =
  (number: number) =>
  ({ name, data }: { name: string; data: unknown }) =>
    name === 'run.epoch' && (data as Epoch).epoch >= number

const runFolder = (engine: TestEngine, runId: number) =>
  join(`${engine.context.project!.store.path}.runs`, String(runId))

describe('a search', { timeout: patienceMs }, () => {
  it('trains all a little and the best to the end, as if that had never rested', async () => {
    const engine = await demoEngine()
    const { jobId, searchId } = await start(engine, { trials: 3, isHalving: true, keepOneOf: 2, epochs: 4 })
    const job = await engine.ended({ jobId })
    expect(job.error).toBeNull()
    const search = await searchOf(engine, searchId)
    expect(search.plan.rungs).toEqual([
      { trials: 3, until: 2 },
      { trials: 1, until: 4 },
    ])
    const runs = await Promise.all(search.trials.map(({ runId }) => engine.call('runs.get', { id: runId! })))
    // All had two epochs, and the best of them then two more.
    const atRung = runs.map(({ epochs }, index) => ({ number: index + 1, score: epochs[1]!.ap }))
    const survivor = ranked(atRung)[0]!.number
    expect(search.trials.map(({ epochs }) => epochs)).toEqual([1, 2, 3].map((number) => (number === survivor ? 4 : 2)))
    expect(search.trials.map(({ state }) => state)).toEqual(
      [1, 2, 3].map((number) => (number === survivor ? 'done' : 'stopped')),
    )
    const { runId, score } = search.trials[survivor - 1]!
    expect(job).toMatchObject({
      state: 'done',
      result: { searchId, trials: 3, endReason: 'done', best: { number: survivor, runId, score } },
    })

    // Ordinary runs, which say where they belong; the places that nobody goes on from are gone.
    for (const [index, run] of runs.entries()) {
      expect(run.trial).toEqual({ searchId, number: index + 1 })
      expect(run.settings.learningRate).toBe(search.trials[index]!.values.learningRate)
      expect(run).toMatchObject({ isResumable: false, endReason: index + 1 === survivor ? 'epochs' : 'stopped' })
      expect(readdirSync(runFolder(engine, run.id)).filter((name) => name.startsWith('resume'))).toEqual([])
      expect(existsSync(join(runFolder(engine, run.id), 'best.json'))).toBe(true)
    }
    const alone = await train(engine, { epochs: 4, learningRate: runs[survivor - 1]!.settings.learningRate })
    await engine.ended(alone)
    const lossesOf = async (id: number) =>
      (await engine.call('runs.get', { id })).epochs.map(({ losses }) => losses.total!)
    const expected = await lossesOf(alone.runId)
    const losses = await lossesOf(runId!)
    expect(losses).toHaveLength(4)
    for (const [index, loss] of losses.entries()) expect(Math.abs(loss / expected[index]! - 1)).toBeLessThan(1e-4)

    await engine.call('search.remove', { id: searchId })
    expect(await engine.call('search.list', {})).toEqual([])
    expect((await engine.call('runs.list', {})).map(({ id }) => id)).toEqual([alone.runId])
    expect(existsSync(runFolder(engine, runId!))).toBe(false)
  })

  it('goes on when the process of a trial is killed, from where that noted its place, and without one that cannot be trained', async () => {
    const engine = await demoEngine()
    const parameters = [{ kind: 'list', key: 'learningRate', values: [0.002, 1e12] }]
    const started = await start(engine, { parameters, sampling: 'grid', epochs: 40 })
    await until(engine, isEpoch(10))
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
    const before = engine.events.length
    expect(await engine.ended(started)).toMatchObject({ state: 'done', result: { best: { number: 1 } } })
    const { trials } = await searchOf(engine, started.searchId)
    expect(trials).toMatchObject([
      { state: 'done', epochs: 40 },
      { state: 'failed', score: null },
    ])
    expect(trials[1]!.error).toContain('loss became infinite')
    const [next] = engine.events.slice(before).filter(({ name }) => name === 'run.epoch')
    expect((next!.data as Epoch).epoch).toBeGreaterThan(1)
    await expect(engine.call('search.resume', { searchId: started.searchId })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('goes on in the middle of a trial when the engine was killed, but not when labels changed meanwhile', async () => {
    const engine = await demoEngine()
    const { path } = engine.context.project!.store
    await engine.call('project.close', {})
    const child = startEngine(join(engine.folder, 'other-home'))
    const seen = Promise.withResolvers<void>()
    child.onEvent((name, data) => name === 'run.epoch' && (data as Epoch).epoch >= 20 && seen.resolve())
    await child.call('project.open', { path })
    const { searchId } = await child.call('search.start', { settings: settingsOf({ epochs: 2000 }) })
    await seen.promise
    const workers = workersOf(child.pid)
    await child.kill()
    await expect.poll(() => workers.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 20_000 }).toEqual([])

    await engine.call('project.open', { path })
    const killed = await searchOf(engine, searchId)
    expect(killed).toMatchObject({ endReason: 'interrupted', isResumable: true, isPaused: false })
    expect(killed.secondsUsed).toBeGreaterThan(0)
    const { runId } = killed.trials[0]!
    expect(await engine.call('runs.get', { id: runId! })).toMatchObject({ endReason: 'interrupted' })

    const [imageId] = await engine.call('images.ids', { filter: 'split:train' })
    const [box] = await engine.call('annotations.ofImage', { imageId: imageId! })
    await engine.call('annotations.bulk', { ids: [box!.id], action: { kind: 'delete' } })
    await expect(engine.call('search.resume', { searchId })).rejects.toMatchObject({ code: 'conflict' })
    await engine.call('history.undo', {})
    const resumed = await engine.call('search.resume', { searchId })
    await until(engine, isEpoch(1))
    const next = engine.events.find(({ name }) => name === 'run.epoch')!.data as Epoch
    expect(next.runId).toBe(runId)
    expect(next.epoch).toBeGreaterThan(1)
    await engine.call('jobs.cancel', { id: resumed.jobId })
    expect(await engine.ended(resumed)).toMatchObject({ state: 'cancelled' })
    expect(await searchOf(engine, searchId)).toMatchObject({ endReason: 'cancelled', isResumable: true })
  })

  it('ends when its minutes are over, with the best of what was trained', async () => {
    const engine = await demoEngine()
    const seconds = 12
    const started = await start(engine, { trials: 3, epochs: 10_000, minutes: seconds / 60 })
    expect(await engine.ended(started)).toMatchObject({ state: 'done', result: { endReason: 'time' } })
    const search = await searchOf(engine, started.searchId)
    expect(search).toMatchObject({ endReason: 'time', isResumable: false })
    expect(search.trials.map(({ state }) => state)).toEqual(['left', 'left', 'left'])
    expect(search.trials.map(({ runId }) => runId !== null)).toEqual([true, false, false])
    // What is under way then is still validated.
    expect(search.secondsUsed).toBeGreaterThanOrEqual(seconds)
    expect(search.secondsUsed).toBeLessThan(seconds + 10)
  })

  it('stands still while it is paused, and lets nobody take its trials away', async () => {
    const engine = await demoEngine()
    const started = await start(engine, { epochs: 10_000 })
    const { searchId } = started
    await until(engine, isEpoch(1))
    const runId = (await searchOf(engine, searchId)).trials[0]!.runId!
    await expect(engine.call('runs.remove', { id: runId })).rejects.toMatchObject({ code: 'job-busy' })
    await expect(engine.call('search.remove', { id: searchId })).rejects.toMatchObject({ code: 'job-busy' })
    await expect(engine.call('train.order', { runId, order: 'finish' })).rejects.toMatchObject({ code: 'not-found' })
    await engine.call('search.order', { searchId, order: 'pause' })
    await until(engine, ({ name, data }) => name === 'job.changed' && JSON.stringify(data).includes(': Paused'))
    const paused = await searchOf(engine, searchId)
    expect(paused).toMatchObject({ isPaused: true, trials: [{ isUnderWay: true }, { isUnderWay: false }] })
    // Longer than many epochs take.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect((await searchOf(engine, searchId)).trials[0]!.epochs).toBe(paused.trials[0]!.epochs)
    await engine.call('search.order', { searchId, order: 'continue' })
    await until(engine, isEpoch(paused.trials[0]!.epochs + 2))
    await engine.call('jobs.cancel', { id: started.jobId })
    await engine.ended(started)
    await expect(engine.call('search.order', { searchId, order: 'pause' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a search that stopped', { timeout: patienceMs }, () => {
  it('trains a trial no further that came to its end at an early rung', async () => {
    const engine = await demoEngine()
    const { store } = engine.context.project!
    const settings = settingsOf({ trials: 1, epochs: 9, isHalving: true })
    const { categories, snapshot } = gatherTrainingData(store)
    const plan = {
      resource: 'epochs',
      rungs: [
        { trials: 1, until: 3 },
        { trials: 1, until: 9 },
      ],
    } as const
    const { id: jobId } = store.jobs.add('search', settings)
    store.jobs.end(jobId, { state: 'interrupted' })
    const id = store.searches.add({ jobId, settings, plan, labelHash: snapshot.labelHash, trials: [{}] })
    const run = { jobId, name: 'yolo 96 S1.1', settings: settings.base, categories, snapshot }
    const runId = store.searches.addRun({ id, number: 1 }, run)
    store.runs.setBest(runId, 2, 0.5, 0.7)
    store.runs.end(runId, 'patience')
    store.searches.finishRung(id, 1, { state: 'open', rungsDone: 1, score: 0.5 })
    store.searches.end(id, 'interrupted')

    const resumed = await engine.call('search.resume', { searchId: id })
    expect(await engine.ended(resumed)).toMatchObject({ state: 'done', result: { best: { number: 1, runId } } })
    expect((await searchOf(engine, id)).trials).toMatchObject([{ state: 'done', rungsDone: 2, score: 0.5, epochs: 0 }])
    expect(store.runs.get(runId).endReason).toBe('patience')
  })

  it('that was paused and cancelled before its turn came is not paused any more', async () => {
    const engine = await demoEngine()
    const before = await train(engine, { epochs: 10_000 })
    const started = await start(engine, { epochs: 2 })
    const { searchId } = started
    await engine.call('search.order', { searchId, order: 'pause' })
    expect(await searchOf(engine, searchId)).toMatchObject({ endReason: null, isPaused: true })
    await engine.call('jobs.cancel', { id: started.jobId })
    await engine.call('jobs.cancel', { id: before.jobId })
    await engine.ended(started)
    expect(await searchOf(engine, searchId)).toMatchObject({ endReason: 'cancelled', isPaused: false })
  })
})

describe('a search that makes no sense', () => {
  it('is refused before it begins', async () => {
    const engine = await demoEngine()
    await expect(start(engine, { parameters: [rate, rate] })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(start(engine)).rejects.toThrow(/would never end/)
    const ids = await engine.call('images.ids', { filter: 'split:val' })
    const boxes = await Promise.all(ids.map((imageId) => engine.call('annotations.ofImage', { imageId })))
    await engine.call('annotations.bulk', { ids: boxes.flat().map(({ id }) => id), action: { kind: 'delete' } })
    await engine.call('images.setReview', { ids, review: 'verified' })
    await expect(start(engine, { epochs: 1 })).rejects.toMatchObject({ code: 'nothing-to-evaluate' })
    await engine.call('split.set', { ids: await engine.call('images.ids', { filter: 'split:val' }), split: 'train' })
    await expect(start(engine, { epochs: 1 })).rejects.toMatchObject({ code: 'not-split' })
    expect(await engine.call('search.list', {})).toEqual([])
    expect(await engine.call('jobs.list', {})).not.toContainEqual(expect.objectContaining({ kind: 'search' }))
  })
})
