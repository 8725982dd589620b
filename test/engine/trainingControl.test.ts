/** A run that is paused, stopped, killed and gone on with; and one run with every choice of the form that is not the default. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EventData } from '../../shared/api.ts'
import type { Epoch } from '../../shared/reports.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import type { TestEngine } from '../support/engine.ts'
import { demoEngine, train, until, workersOf } from '../support/training.ts'

const epochOf =
  (runId: number, epoch: number) =>
  ({ name, data }: { name: string; data: unknown }) =>
    name === 'run.epoch' && (data as Epoch).runId === runId && (data as Epoch).epoch >= epoch

const isPausedEvent = ({ name, data }: { name: string; data: unknown }) =>
  name === 'job.changed' && (data as EventData<'job.changed'>).progress.title === 'Paused'

const lossesOf = async (engine: TestEngine, id: number) =>
  (await engine.call('runs.get', { id })).epochs.map(({ epoch, losses }) => [epoch, losses.total!] as const)

async function stoppedRun(engine: TestEngine) {
  const started = await train(engine, { epochs: 10_000 })
  await until(engine, epochOf(started.runId, 1))
  await engine.call('train.order', { runId: started.runId, order: 'finish' })
  await engine.ended(started)
  return started
}

describe('a run under way', () => {
  it('stands still while it is paused, and goes on', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine, { epochs: 400 })
    await until(engine, epochOf(runId, 1))
    await engine.call('train.order', { runId, order: 'pause' })
    expect(engine.events).toContainEqual({ name: 'run.ordered', data: { runId } })
    await until(engine, isPausedEvent)
    expect((await engine.call('runs.list', {}))[0]).toMatchObject({ isPaused: true })
    const before = (await lossesOf(engine, runId)).length
    // Longer than many epochs take.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect((await lossesOf(engine, runId)).length - before).toBeLessThanOrEqual(1)
    await engine.call('train.order', { runId, order: 'continue' })
    await until(engine, epochOf(runId, before + 2))
    expect((await engine.call('runs.list', {}))[0]).toMatchObject({ isPaused: false })
    await engine.call('jobs.cancel', { id: jobId })
    await engine.ended({ jobId })
    await expect(engine.call('train.order', { runId, order: 'pause' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('ends when it is told to, validates what it has, and can go on later', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine, { epochs: 10_000 })
    expect(await engine.call('runs.ofJob', { jobId })).toMatchObject({ id: runId, keptEpochs: null })
    await until(engine, epochOf(runId, 3))
    await engine.call('train.order', { runId, order: 'finish' })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'done', result: { endReason: 'stopped' } })
    const stopped = await engine.call('runs.get', { id: runId })
    expect(stopped).toMatchObject({ endReason: 'stopped', isResumable: true })
    expect(stopped.epochs.at(-1)!.ap).not.toBeNull()
    expect(await engine.call('runs.ofJob', { jobId })).toMatchObject({ keptEpochs: stopped.epochs.length })
    expect(await engine.call('runs.ofJob', { jobId: jobId + 1 })).toBeNull()

    const resumed = await engine.call('train.resume', { runId })
    expect(resumed.runId).toBe(runId)
    await until(engine, epochOf(runId, stopped.epochs.length + 1))
    await engine.call('jobs.cancel', { id: resumed.jobId })
    await engine.ended(resumed)
    const epochs = (await engine.call('runs.get', { id: runId })).epochs
    expect(epochs.slice(0, stopped.epochs.length)).toEqual(stopped.epochs)
  })

  // One of each kind of step: in one stage by anchors, with a softmax and mining, and in two stages that draw what they learn from.
  it.each(['yolo', 'ssd', 'faster-rcnn'] as const)(
    'of %s that is killed in the middle goes on with the same losses as one that never stopped',
    async (detector) => {
      const engine = await demoEngine()
      const whole = await train(engine, { detector, epochs: 8, seed: 2, flipHorizontal: 0.5, dropout: 0.2 })
      await engine.ended(whole)
      const expected = await lossesOf(engine, whole.runId)

      const { jobId, runId } = await train(engine, { detector, epochs: 8, seed: 2, flipHorizontal: 0.5, dropout: 0.2 })
      await until(engine, epochOf(runId, 3))
      for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
      await engine.ended({ jobId })
      const killed = await engine.call('runs.get', { id: runId })
      expect(killed).toMatchObject({ endReason: 'interrupted', isResumable: true })
      expect(killed.epochs.length).toBeLessThan(8)

      expect(await engine.ended(await engine.call('train.resume', { runId }))).toMatchObject({ state: 'done' })
      const losses = await lossesOf(engine, runId)
      expect(losses.map(([epoch]) => epoch)).toEqual(expected.map(([epoch]) => epoch))
      for (const [index, [, loss]] of losses.entries())
        expect(Math.abs(loss / expected[index]![1] - 1)).toBeLessThan(1e-4)
      expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'epochs', isResumable: false })
    },
  )

  it('that waits to go on when the project closes can go on once it is open again', async () => {
    const engine = await demoEngine()
    const { path } = (await engine.call('project.info', {}))!
    const { runId } = await stoppedRun(engine)
    const other = await train(engine, { epochs: 10_000 })
    const { jobId } = await engine.call('train.resume', { runId })
    await engine.call('project.close', {})
    await engine.call('project.open', { path })
    expect(await engine.call('jobs.get', { id: jobId })).toMatchObject({ state: 'interrupted' })
    expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'interrupted', isResumable: true })
    expect(await engine.call('runs.get', { id: other.runId })).toMatchObject({ endReason: 'interrupted' })
  })

  it('that a former version left without an end can go on once the project is opened', async () => {
    const engine = await demoEngine()
    const { path } = (await engine.call('project.info', {}))!
    const { jobId, runId } = await stoppedRun(engine)
    engine.context.project!.store.runs.reopen(runId, jobId)
    await engine.call('project.close', {})
    await engine.call('project.open', { path })
    expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'interrupted', isResumable: true })
  })

  it('that is cancelled while it waits to go on ends at once, takes no orders any more, and can go on', async () => {
    const engine = await demoEngine()
    const { runId } = await stoppedRun(engine)
    const other = await train(engine, { epochs: 10_000 })
    const resumed = await engine.call('train.resume', { runId })
    await engine.call('train.order', { runId, order: 'pause' })
    await engine.call('jobs.cancel', { id: resumed.jobId })
    expect(await engine.ended(resumed)).toMatchObject({ state: 'cancelled' })
    expect(await engine.call('jobs.get', { id: other.jobId })).toMatchObject({ state: 'running' })
    const next = await train(engine, { epochs: 1 })
    expect(await engine.call('jobs.get', { id: next.jobId })).toMatchObject({ state: 'queued' })
    const cancelled = { endReason: 'cancelled', isPaused: false, isResumable: true }
    expect(await engine.call('runs.get', { id: runId })).toMatchObject(cancelled)
    await expect(engine.call('train.order', { runId, order: 'pause' })).rejects.toMatchObject({ code: 'not-found' })
    await engine.call('jobs.cancel', { id: other.jobId })
    expect(await engine.ended(next)).toMatchObject({ state: 'done' })
  })

  it('does not go on when labels changed since', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine, { epochs: 10_000 })
    await until(engine, epochOf(runId, 1))
    await engine.call('train.order', { runId, order: 'finish' })
    await engine.ended({ jobId })
    const [imageId] = await engine.call('images.ids', { filter: 'split:train' })
    const [box] = await engine.call('annotations.ofImage', { imageId: imageId! })
    await engine.call('annotations.apply', {
      imageId: imageId!,
      kind: 'delete',
      changes: [{ before: box!, after: null }],
    } as never)
    await expect(engine.call('train.resume', { runId })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stops when its patience is over', async () => {
    const engine = await demoEngine()
    // Nothing is learned at such a rate, so the AP stays where it is. A slow machine validates only after several epochs.
    const ended = await engine.ended(await train(engine, { epochs: 10_000, patience: 2, learningRate: 1e-9 }))
    expect(ended).toMatchObject({ state: 'done', result: { endReason: 'patience' } })
    expect((ended.result as { epochs: number }).epochs).toBeLessThan(10_000)
  })
})

it('a detector with unusual choices is rebuilt from its checkpoint, with what was measured of the pictures', async () => {
  const engine = await demoEngine()
  const unusual = {
    inputScaling: 'measured',
    classLoss: 'cross-entropy',
    activation: 'silu',
    neck: 'concat',
    width: 'small',
  }
  const { jobId, runId } = await train(engine, { epochs: 1, dropout: 0.2, mosaic: 0.5, ...unusual })
  await engine.ended({ jobId })
  expect(existsSync(join(`${join(engine.folder, 'demo')}.boxwright.runs`, String(runId), 'best.json'))).toBe(true)
  const evaluated = await engine.ended(await engine.call('evaluate.start', { runId, split: 'test' }))
  expect(evaluated.error).toBeNull()
})

describe('a look at what training sees', () => {
  it('gives augmented pictures with their boxes, and anchors that fit the boxes of the project', async () => {
    const engine = await demoEngine(30)
    const settings = trainSettings.parse({ size: 320, mosaic: 1, hue: 0.1, seed: 4 })
    const preview = await engine.call('train.preview', { settings, pictures: 12 })
    expect(preview.pictures).toHaveLength(12)
    for (const { jpeg, boxes, classes } of preview.pictures) {
      expect(Buffer.from(jpeg, 'base64').subarray(0, 3)).toEqual(Buffer.of(0xff, 0xd8, 0xff))
      expect(boxes.length).toBe(classes.length)
      for (const [x1, y1, x2, y2] of boxes)
        expect(x1 >= 0 && y1 >= 0 && x2 <= 320 && y2 <= 320 && x2 > x1 && y2 > y1).toBe(true)
    }
    expect(preview.anchors.map((scale) => scale.length)).toEqual([3, 3, 3])
    expect(preview.anchorFit).toBeGreaterThan(0.7)
    expect(preview.categories.map(({ name }) => name)).toEqual(['nut', 'washer', 'bolt', 'screw'])
    const again = await engine.call('train.preview', { settings, pictures: 12 })
    expect(again.pictures).toEqual(preview.pictures)
  })
})

describe('samples', () => {
  it('tell after each validation what is found in some validation images', async () => {
    const engine = await demoEngine(30)
    const { jobId, runId } = await train(engine, { epochs: 2 })
    expect(await engine.call('runs.samples', { id: runId })).toBeNull()
    await engine.ended({ jobId })
    const samples = (await engine.call('runs.samples', { id: runId }))!
    expect(samples.epoch).toBe(2)
    const val = await engine.call('images.ids', { filter: 'split:val' })
    expect(samples.images.map(({ imageId }) => imageId).sort()).toEqual([...val].sort())
    expect(samples.images[0]).toMatchObject({ width: 480, height: 360 })
    expect(engine.events.some(({ name, data }) => name === 'run.sampled' && (data as Epoch).epoch === 2)).toBe(true)
  })
})

it('orders given before the worker is there reach it', async () => {
  const engine = await demoEngine()
  const { jobId, runId } = await train(engine, { epochs: 10_000 })
  await engine.call('train.order', { runId, order: 'finish' })
  expect(await engine.ended({ jobId })).toMatchObject({ result: { endReason: 'stopped' } })
})
