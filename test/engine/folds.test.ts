/** Cross-validation as a job: every image judged once, finished folds kept, and going on where it stopped. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { imagesForFolds } from '../../main/engine/jobs/foldsJob.ts'
import type { EventData } from '../../shared/api.ts'
import { readEvaluation } from '../../shared/evaluationData.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import type { TestEngine } from '../support/engine.ts'
import { demoEngine, small, until, workersOf } from '../support/training.ts'

const start = (engine: TestEngine, change: object = {}, folds = 3) =>
  engine.call('folds.start', { settings: trainSettings.parse({ ...small, epochs: 1, ...change }), folds })

const isInFold =
  (number: number) =>
  ({ name, data }: { name: string; data: unknown }) =>
    name === 'job.changed' &&
    (data as EventData<'job.changed'>).kind === 'folds' &&
    (data as EventData<'job.changed'>).progress.title.startsWith(`Fold ${number} of`)

/** Each fold starts two worker processes, which takes long on a busy machine. */
const patienceMs = 240_000

const foldsOf = (engine: TestEngine, runId: number) => engine.context.project!.store.folds.ofRun(runId)

describe('cross-validation', { timeout: patienceMs }, () => {
  it('judges every image once and keeps what it found as an evaluation of its own', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await start(engine, {}, 2)
    const job = await engine.ended({ jobId })
    expect(job).toMatchObject({ state: 'done', result: { runId, folds: 2, images: 12, unreadable: [] } })

    const all = await engine.call('images.ids', { filter: '' })
    const folds = foldsOf(engine, runId)
    expect(folds.map(({ imageIds }) => imageIds.length)).toEqual([6, 6])
    expect(folds.flatMap(({ imageIds }) => imageIds).sort((a, b) => a - b)).toEqual(all)

    const [evaluation] = await engine.call('results.list', {})
    expect(evaluation).toMatchObject({ runId, split: 'folds', images: 12 })
    const data = await readEvaluation(engine.call, evaluation!.id)
    expect(data.images.map(({ id }) => id).sort((a, b) => a - b)).toEqual(all)
    expect(data.detections.probabilities).toHaveLength(4 * data.detections.ids.length)

    const [run] = await engine.call('runs.list', {})
    expect(run).toMatchObject({ folds: { count: 2, done: 2 }, endReason: 'folds', isResumable: false })
    // The weights have done their work.
    expect(readdirSync(`${engine.context.project!.store.path}.runs/${runId}`)).toEqual([])
    await expect(engine.call('evaluate.start', { runId, split: 'test' })).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('keeps finished folds when it is cancelled, and goes on with the next', async () => {
    const engine = await demoEngine()
    const first = await start(engine, { epochs: 3 })
    await until(engine, isInFold(2))
    await engine.call('jobs.cancel', { id: first.jobId })
    expect(await engine.ended(first)).toMatchObject({ state: 'cancelled' })
    const stopped = foldsOf(engine, first.runId)
    expect(stopped.map(({ isDone }) => isDone)).toEqual([true, false, false])
    const before = await engine.call('results.list', {})
    expect(before[0]).toMatchObject({ images: 4 })
    expect((await engine.call('runs.list', {}))[0]).toMatchObject({ isResumable: true, folds: { count: 3, done: 1 } })

    const resumed = await engine.call('folds.resume', { runId: first.runId })
    expect(resumed.runId).toBe(first.runId)
    expect(await engine.ended(resumed)).toMatchObject({ state: 'done', result: { images: 12 } })
    expect(foldsOf(engine, first.runId).map(({ imageIds }) => imageIds)).toEqual(
      stopped.map(({ imageIds }) => imageIds),
    )
    const after = await engine.call('results.list', {})
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({ id: before[0]!.id, images: 12 })
    await expect(engine.call('folds.resume', { runId: first.runId })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('goes on after its worker was killed, but not when labels changed meanwhile', async () => {
    const engine = await demoEngine()
    const first = await start(engine, { epochs: 200 }, 2)
    await until(engine, isInFold(1))
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
    expect(await engine.ended(first)).toMatchObject({ state: 'interrupted' })
    expect((await engine.call('runs.list', {}))[0]).toMatchObject({ isResumable: true, endReason: 'interrupted' })

    const [imageId] = await engine.call('images.ids', { filter: '' })
    const [box] = await engine.call('annotations.ofImage', { imageId: imageId! })
    await engine.call('annotations.bulk', { ids: [box!.id], action: { kind: 'delete' } })
    await expect(engine.call('folds.resume', { runId: first.runId })).rejects.toMatchObject({ code: 'conflict' })
    await engine.call('history.undo', {})
    const resumed = await engine.call('folds.resume', { runId: first.runId })
    await until(engine, ({ name, data }) => name === 'job.changed' && (data as { id: number }).id === resumed.jobId)
    await engine.call('jobs.cancel', { id: resumed.jobId })
    await engine.ended(resumed)
  })

  it('takes the images of a filter, and refuses what cannot be parted', async () => {
    const engine = await demoEngine()
    const settings = trainSettings.parse({ ...small, epochs: 1 })
    await expect(
      engine.call('folds.start', { settings, folds: 2, filter: 'path-that-nothing-has' }),
    ).rejects.toMatchObject({ code: 'nothing-to-train' })
    const never = { ...settings, epochs: null, seconds: null }
    await expect(engine.call('folds.start', { settings: never })).rejects.toMatchObject({ code: 'bad-request' })
    const { store } = engine.context.project!
    const chosen = (filter: string | null) => imagesForFolds(store, filter).map(({ id }) => id)
    expect(chosen('split:train')).toEqual(await engine.call('images.ids', { filter: 'split:train' }))
    // All have a part; then some have none, and are left out; then none has one.
    expect(chosen(null)).toHaveLength(12)
    await engine.call('split.set', { ids: chosen(null).slice(0, 5), split: null })
    expect(chosen(null)).toHaveLength(7)
    await engine.call('split.set', { ids: chosen(null), split: null })
    expect(chosen(null)).toHaveLength(12)
  })
})
