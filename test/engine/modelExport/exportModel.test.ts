/** A trained run exported through the engine: folders that are whole or not there, and programs that use what is in them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PredictionResult } from '../../../main/engine/jobs/detectJob.ts'
import { exportedModel, type ModelFormat } from '../../../shared/modelExportCalls.ts'
import { plantWeights } from '../../support/anyDetector.ts'
import type { TestEngine } from '../../support/engine.ts'
import { plantRun } from '../../support/plantedRun.ts'
import { projectFolder } from '../../support/sourceFiles.ts'
import { demoEngine, train, until } from '../../support/training.ts'

async function planted(): Promise<{ engine: TestEngine; runId: number }> {
  const engine = await demoEngine(24)
  return { engine, runId: await plantWeights(engine) }
}

async function exportTo(engine: TestEngine, request: object) {
  const { jobId } = await engine.call('model.export', { runId: 1, format: 'onnx', ...request } as never)
  const job = await engine.ended({ jobId })
  return { job, report: job.state === 'done' ? exportedModel.parse(job.result) : null }
}

const beside = (folder: string) => readdirSync(dirname(folder)).filter((name) => name.includes('.partial'))

describe('a model', () => {
  it('leaves in every format and precision, checked in its own runtime, with its cost and a program beside it', async () => {
    const engine = await demoEngine(24)
    const { jobId, runId } = await train(engine, { epochs: 2, width: 'small' })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'done' })
    for (const [format, precision, runtime, files] of [
      ['onnx', 'float32', /^onnxruntime 1\./, ['example.mjs', 'example.py', 'model.onnx']],
      ['onnx', 'float16', /^onnxruntime/, ['model.onnx']],
      ['onnx', 'int8', /^onnxruntime/, ['model.onnx']],
      ['tfjs', 'float32', /^TensorFlow\.js 4\./, ['example.mjs', 'model.json', 'weights.bin']],
      ['savedmodel', 'float32', /^TensorFlow 2\./, ['example.py', 'saved_model/saved_model.pb']],
    ] as const) {
      const directory = join(engine.folder, `${format}-${precision}`)
      const { report } = await exportTo(engine, { runId, format, precision, directory })
      expect(report).toMatchObject({ runId, format, precision, directory, keptAside: null, unreadable: [] })
      expect(report!.check.runtime).toMatch(runtime)
      expect(report!.check.images).toBe(10)
      if (precision === 'float32') expect(report!.check).toMatchObject({ limit: 1e-3 })
      if (precision === 'float32') expect(report!.measure!.exported).toEqual(report!.measure!.run)
      expect(report!.measure).toMatchObject({ split: 'val' })
      expect(report!.measure!.run.ap).not.toBeNull()
      expect(report!.calibrationImages > 0).toBe(precision === 'int8')
      const names = report!.files.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining([...files, 'README.txt', 'boxwright.json']))
      for (const name of names) expect(existsSync(join(directory, name)), name).toBe(true)
      const sidecar = JSON.parse(readFileSync(join(directory, 'boxwright.json'), 'utf8'))
      expect(sidecar).toMatchObject({
        format: 'boxwright-model-1',
        model: { format, precision },
        input: { shape: ['batch', 96, 96, 3] },
        outputs: { boxes: { shape: ['batch', 12 ** 2 + 6 ** 2 + 3 ** 2, 4] } },
        suppression: { iou: 0.6 },
      })
      expect(sidecar.classes).toEqual((await engine.call('runs.get', { id: runId })).categories.map(({ name }) => name))
    }
  })

  it.each(['onnx', 'tfjs'] as const)(
    'as %s runs in the example beside it and finds what Boxwright finds',
    async (format) => {
      const { engine, runId } = await planted()
      const directory = join(engine.folder, 'out', 'model')
      mkdirSync(dirname(directory))
      symlinkSync(join(projectFolder, 'node_modules'), join(dirname(directory), 'node_modules'))
      const { report } = await exportTo(engine, { runId, format, directory, measure: 'none' })
      expect(report!.measure).toBeNull()
      // A detector of a few steps is not sure of anything.
      const confidence = 0.02
      const sidecarFile = join(directory, 'boxwright.json')
      const sidecar = JSON.parse(readFileSync(sidecarFile, 'utf8'))
      writeFileSync(sidecarFile, JSON.stringify({ ...sidecar, suppression: { ...sidecar.suppression, confidence } }))
      const [id] = await engine.call('images.ids', { filter: 'split:train' })
      const { path } = await engine.call('images.path', { id: id! })
      const predicted = await engine.ended(await engine.call('predict.start', { runId, paths: [path], confidence }))
      const [own] = (predicted.result as unknown as PredictionResult).images
      const printed = execFileSync(process.execPath, [join(directory, 'example.mjs'), path], { encoding: 'utf8' })
      const lines = printed.split('\n').filter((line) => /^\S+( -?\d+\.\d+){5}$/.test(line))
      expect(own!.detections.length).toBeGreaterThan(0)
      expect(lines).toHaveLength(own!.detections.length)
      for (const [index, { category, score, box }] of own!.detections.entries()) {
        const [name, ...numbers] = lines[index]!.split(' ')
        expect(name).toBe(category)
        for (const [place, value] of [score, ...box].entries()) expect(Number(numbers[place])).toBeCloseTo(value, 0)
      }
    },
  )

  it('never takes the place of a folder that is not empty, unless that may be moved aside', async () => {
    const { engine, runId } = await planted()
    const directory = join(engine.folder, 'mine')
    mkdirSync(directory)
    writeFileSync(join(directory, 'precious.txt'), 'mine')
    const request = { runId, directory, measure: 'none' }
    const { job } = await exportTo(engine, request)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
    expect(readdirSync(directory)).toEqual(['precious.txt'])
    const { report } = await exportTo(engine, { ...request, existing: 'aside' })
    expect(report!.keptAside).toBe(`${directory}.old`)
    expect(readdirSync(`${directory}.old`)).toEqual(['precious.txt'])
    const images = (await engine.call('roots.list', {}))[0]!.path
    expect((await exportTo(engine, { ...request, directory: images, existing: 'aside' })).job).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', message: expect.stringContaining('images of this project') },
    })
    expect(beside(directory)).toEqual([])
  })

  it('that was cancelled leaves nothing behind', async () => {
    const { engine, runId } = await planted()
    const directory = join(engine.folder, 'sub', 'cancelled')
    const { jobId } = await engine.call('model.export', { runId, format: 'onnx', directory })
    await until(engine, ({ name, data }) => name === 'job.changed' && (data as { id: number }).id === jobId)
    await engine.call('jobs.cancel', { id: jobId })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'cancelled' })
    expect(existsSync(dirname(directory))).toBe(false)
  })

  it('without pictures to compare it on is not written', async () => {
    const { engine, runId } = await planted()
    const images = (await engine.call('roots.list', {}))[0]!.path
    for (const name of readdirSync(images)) writeFileSync(join(images, name), 'no picture')
    const directory = join(engine.folder, 'unchecked')
    const { job } = await exportTo(engine, { runId, directory })
    expect(job).toMatchObject({ state: 'failed', error: { code: 'nothing-to-evaluate' } })
    expect(existsSync(directory)).toBe(false)
    expect(beside(directory)).toEqual([])
  })

  it('of a run without weights, or in a precision that the format has not, is refused at once', async () => {
    const engine = await demoEngine()
    const { store } = engine.context.project!
    const directory = join(engine.folder, 'none')
    const runId = plantRun(store)
    const refused = (format: ModelFormat, precision: 'float32' | 'int8') =>
      engine.call('model.export', { runId, format, precision, directory })
    await expect(refused('onnx', 'float32')).rejects.toMatchObject({ code: 'not-found' })
    await expect(refused('savedmodel', 'int8')).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('cannot be written in this precision'),
    })
  })
})
