/** Jobs in real worker processes: trained, evaluated, cancelled, killed. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../main/engine/detector/checkpoint.ts'
import { readEvaluation } from '../../shared/evaluationData.ts'
import type { Epoch } from '../../shared/reports.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { testEngine } from '../support/engine.ts'
import { canFillDisk, fillDisk, makeSpace } from '../support/fullDisk.ts'
import { projectFolder } from '../support/sourceFiles.ts'
import { demoEngine, isTraining, train, until, workersOf } from '../support/training.ts'

describe('the demo', () => {
  it('draws its pictures, labels them, and says which labels are wrong', async () => {
    const engine = await demoEngine(30)
    const info = await engine.call('project.info', {})
    expect(info).toMatchObject({ imageCount: 30, brokenImageCount: 0 })
    const ids = await engine.call('images.ids', { filter: '' })
    const annotations = (
      await Promise.all(ids.map((imageId) => engine.call('annotations.ofImage', { imageId })))
    ).flat()
    const planted = annotations.filter(({ extras }) => extras?.plantedError)
    const job = (await engine.call('jobs.list', {})).find(({ kind }) => kind === 'demo')
    expect(job?.result).toEqual({ images: 30, boxes: annotations.length, plantedErrors: planted.length })
    expect(planted.length).toBeGreaterThan(0)
    expect((await engine.call('categories.list', {})).map(({ name }) => name)).toEqual([
      'nut',
      'washer',
      'bolt',
      'screw',
    ])
  })
})

describe('a run', () => {
  it('is trained, keeps its best weights, and is evaluated with the probabilities of all classes', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine)
    const job = await engine.ended({ jobId })
    expect(job.error).toBeNull()
    expect(job).toMatchObject({ state: 'done', result: { epochs: 2, endReason: 'epochs' } })
    const { waitingShare } = job.result as { waitingShare: number }
    expect(waitingShare >= 0 && waitingShare < 1).toBe(true)
    const run = await engine.call('runs.get', { id: runId })
    // Ten images in steps of four: six steps, one first and five more.
    expect(run.device!.firstStepMs).toBeGreaterThan(0)
    expect(run.device!.stepMs).toBeGreaterThan(0)
    expect(run.device!.detectMs).toBeGreaterThan(0)
    const { vectors } = JSON.parse(
      readFileSync(join(`${join(engine.folder, 'demo')}.boxwright.runs`, String(runId), 'best.json'), 'utf8'),
    ) as { vectors: { length: number }[] }
    expect(run.weightsBytes).toBe(4 * vectors.reduce((sum, { length }) => sum + length, 0))
    expect(run).toMatchObject({ endReason: 'epochs', device: { kind: 'cpu' }, images: { train: 10, val: 1, test: 1 } })
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2])
    expect(Object.keys(run.epochs[0]!.losses).sort()).toEqual(['box', 'class', 'objectness', 'total'])
    expect(existsSync(join(`${join(engine.folder, 'demo')}.boxwright.runs`, String(runId), 'best.json'))).toBe(true)
    const announced = engine.events.filter(({ name }) => name === 'run.epoch').map(({ data }) => (data as Epoch).epoch)
    expect(announced).toEqual([1, 2])

    const evaluated = await engine.ended(await engine.call('evaluate.start', { runId, split: 'test' }))
    expect(evaluated.error).toBeNull()
    const [evaluation] = await engine.call('results.list', {})
    const data = await readEvaluation(engine.call, evaluation!.id)
    expect(data.images).toHaveLength(1)
    expect(data.detections.probabilities).toHaveLength(4 * data.detections.ids.length)
    expect(data.detections.scores.length).toBe(data.detections.boxes.length / 4)

    const [path] = await Promise.all(
      (await engine.call('images.ids', { filter: '' }))
        .slice(0, 1)
        .map(async (id) => (await engine.call('images.path', { id })).path),
    )
    const predicted = await engine.ended(
      await engine.call('predict.start', { runId, paths: [path!], confidence: 0.01 }),
    )
    expect(predicted).toMatchObject({
      state: 'done',
      result: { unreadable: [], images: [{ width: 480, height: 360 }] },
    })

    await engine.call('runs.remove', { id: runId })
    expect(await engine.call('results.list', {})).toEqual([])
    expect(existsSync(join(`${join(engine.folder, 'demo')}.boxwright.runs`, String(runId)))).toBe(false)
  })

  it('repeats to the last digit with the same seed', async () => {
    const engine = await demoEngine()
    const lossesOf = async () => {
      const { jobId, runId } = await train(engine, { epochs: 1, seed: 5 })
      await engine.ended({ jobId })
      return (await engine.call('runs.get', { id: runId })).epochs[0]!.losses.total!
    }
    const first = await lossesOf()
    expect(Math.abs((await lossesOf()) / first - 1)).toBeLessThan(1e-4)
  })

  it('goes on with the others when a picture cannot be decoded, and names it', async () => {
    const engine = await demoEngine()
    const [id] = await engine.call('images.ids', { filter: 'split:train' })
    const { path } = await engine.call('images.path', { id: id! })
    writeFileSync(path, 'no picture any more')
    const { jobId } = await train(engine, { epochs: 1 })
    const job = await engine.ended({ jobId })
    expect(job.state).toBe('done')
    expect(JSON.stringify(job.result)).toContain(path.split('/').at(-1))
  })

  it('that is cancelled ends soon and leaves the engine ready for the next', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine, { epochs: 10_000 })
    await until(engine, isTraining)
    await engine.call('jobs.cancel', { id: jobId })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'cancelled' })
    expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'cancelled' })
    const next = await train(engine, { epochs: 1 })
    expect(await engine.ended(next)).toMatchObject({ state: 'done' })
  })

  it('whose worker is killed counts as interrupted and names the remedy; edits and the next job go on', async () => {
    const engine = await demoEngine()
    const { jobId, runId } = await train(engine, { epochs: 10_000 })
    await until(engine, isTraining)
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
    const job = await engine.ended({ jobId })
    expect(job).toMatchObject({ state: 'interrupted', error: { code: 'worker-killed' } })
    expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'interrupted' })
    expect(await engine.call('categories.add', { name: 'still here' })).toMatchObject({ name: 'still here' })
  })

  it.skipIf(!canFillDisk)(
    'that runs into a full disk fails with the remedy; the weights from before are kept',
    async () => {
      const engine = await demoEngine()
      const { jobId, runId } = await train(engine, { epochs: 10_000 })
      await until(engine, ({ name, data }) => name === 'run.epoch' && (data as Epoch).epoch >= 1)
      const folder = join(`${join(engine.folder, 'demo')}.boxwright.runs`, String(runId))
      const workers = workersOf(process.pid)
      for (const pid of workers) fillDisk(pid, [], 1000)
      const job = await engine.ended({ jobId })
      for (const pid of workers) if (existsSync(`/proc/${pid}`)) makeSpace(pid)
      expect(job).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
      expect(job.error!.message).toMatch(/former weights are kept.*Free some space/)
      expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
      const { info, state } = await readCheckpoint(folder, 'best')
      expect(info.epoch).toBe((await engine.call('runs.get', { id: runId })).bestEpoch)
      expect(state.average!.every(Number.isFinite)).toBe(true)
      const evaluated = await engine.ended(await engine.call('evaluate.start', { runId, split: 'test' }))
      expect(evaluated.error).toBeNull()
    },
  )

  it('counts as interrupted when the project is closed over it', async () => {
    const engine = await demoEngine()
    const path = engine.context.project!.store.path
    const { runId } = await train(engine, { epochs: 10_000 })
    await until(engine, isTraining)
    await engine.call('project.close', {})
    await engine.call('project.open', { path })
    expect(await engine.call('runs.get', { id: runId })).toMatchObject({ endReason: 'interrupted' })
    expect((await engine.call('jobs.list', {}))[0]).toMatchObject({ kind: 'train', state: 'interrupted' })
  })

  it('whose engine is killed is marked as interrupted when the project opens again', async () => {
    const engine = await demoEngine()
    const path = engine.context.project!.store.path
    await engine.call('project.close', {})
    const args = [
      join(projectFolder, 'main/engine/cli.ts'),
      'train',
      path,
      '--epochs',
      '10000',
      '--size',
      '96',
      '--set',
      'start=scratch',
      '--set',
      'batch=4',
    ]
    const cli = spawn(process.execPath, args, {
      env: { ...process.env, BOXWRIGHT_HOME: engine.folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await new Promise<void>((resolve) =>
      cli.stderr.on('data', (text: Buffer) => text.toString().includes('epoch 1') && resolve()),
    )
    const workers = workersOf(cli.pid!)
    cli.kill('SIGKILL')
    await new Promise((resolve) => cli.once('exit', resolve))
    await engine.call('project.open', { path })
    expect((await engine.call('jobs.list', {}))[0]).toMatchObject({ kind: 'train', state: 'interrupted' })
    expect((await engine.call('runs.list', {}))[0]).toMatchObject({ endReason: 'interrupted' })
    // The worker ends with its engine.
    await expect.poll(() => workers.filter((pid) => existsSync(`/proc/${pid}`)).length, { timeout: 20_000 }).toBe(0)
  })
})

describe('what cannot be done', () => {
  it('is refused before a job begins', async () => {
    const engine = testEngine()
    await engine.call('project.create', { path: join(engine.folder, 'empty') })
    await expect(train(engine)).rejects.toMatchObject({ code: 'not-split' })
    await expect(engine.call('evaluate.start', { runId: 1, split: 'test' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(
      engine.call('train.start', { settings: trainSettings.parse({ epochs: null, seconds: null }) }),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('a graphics card that is not there is not replaced by the processor in silence', async () => {
    const engine = await demoEngine()
    const { jobId } = await train(engine, { device: 'gpu' })
    const job = await engine.ended({ jobId })
    if (existsSync('/dev/nvidia0')) return
    expect(job).toMatchObject({ state: 'failed', error: { code: 'gpu-missing' } })
  })

  it('readiness names what is wrong and what is fine', async () => {
    const engine = testEngine()
    await engine.call('project.create', { path: join(engine.folder, 'empty') })
    expect((await engine.call('train.readiness', {})).map(({ severity, kind }) => `${severity} ${kind}`)).toEqual([
      'block labels',
      'block split',
    ])
  })
})
