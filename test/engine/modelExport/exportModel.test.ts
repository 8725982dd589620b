/** A trained run exported through the engine: folders that are whole or not there, and programs that use what is in them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PredictionResult } from '../../../main/engine/jobs/detectJob.ts'
import { conformancePython } from '../../../scripts/conformance/python.mjs'
import { exportedModel, type ModelFormat } from '../../../shared/modelExportCalls.ts'
import { anyPicture, plantWeights, side } from '../../support/anyDetector.ts'
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

type Found = PredictionResult['images'][number]['detections']

/** What the run itself finds in a picture, and the folder of its export, in which packages are found. */
async function exportedWithExample(format: ModelFormat) {
  const { engine, runId } = await planted()
  const directory = join(engine.folder, 'out', 'model')
  mkdirSync(dirname(directory))
  symlinkSync(join(projectFolder, 'node_modules'), join(dirname(directory), 'node_modules'))
  const { report } = await exportTo(engine, { runId, format, directory, measure: 'none' })
  expect(report!.measure).toBeNull()
  // Weights that nobody trained are not sure of anything.
  const confidence = 0.1
  const sidecarFile = join(directory, 'boxwright.json')
  const sidecar = JSON.parse(readFileSync(sidecarFile, 'utf8'))
  writeFileSync(sidecarFile, JSON.stringify({ ...sidecar, suppression: { ...sidecar.suppression, confidence } }))
  // Of a size that needs no scaling, which every library does a little differently, and with grey beside it.
  const picture = join(engine.folder, 'picture.png')
  const raw = { width: side, height: side, channels: 3 } as const
  await sharp(anyPicture(9), { raw }).extract({ left: 0, top: 0, width: side, height: 70 }).png().toFile(picture)
  const job = await engine.ended(await engine.call('predict.start', { runId, paths: [picture], confidence }))
  return { directory, picture, own: (job.result as unknown as PredictionResult).images[0]!.detections }
}

function expectSame(printed: string, own: Found): void {
  const lines = printed.split('\n').filter((line) => /^\S+( -?\d+\.\d+){5}$/.test(line))
  expect(own.length).toBeGreaterThan(5)
  expect(lines).toHaveLength(own.length)
  for (const [index, { category, score, box }] of own.entries()) {
    const [name, ...numbers] = lines[index]!.split(' ')
    expect(name).toBe(category)
    expect(Number(numbers[0])).toBeCloseTo(score, 2)
    for (const [edge, value] of box.entries()) expect(Math.abs(Number(numbers[edge + 1]) - value)).toBeLessThan(0.2)
  }
}

const python = conformancePython()
const hasOnnx = python !== null && spawnSync(python, ['-c', 'import onnx, onnxruntime']).status === 0
if (!hasOnnx) console.warn('skipped: ONNX in Python is not installed; npm run conformance installs it')

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
      const { directory, picture, own } = await exportedWithExample(format)
      const printed = execFileSync(process.execPath, [join(directory, 'example.mjs'), picture], { encoding: 'utf8' })
      expectSame(printed, own)
    },
  )

  it.skipIf(!hasOnnx)(
    'as onnx passes the checker of ONNX, and the example in Python finds what Boxwright finds',
    { timeout: 120_000 },
    async () => {
      const { directory, picture, own } = await exportedWithExample('onnx')
      const inPython = (...args: string[]) => execFileSync(python!, args, { encoding: 'utf8' })
      const check =
        'import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True); print("sound")'
      expect(inPython('-c', check, join(directory, 'model.onnx'))).toBe('sound\n')
      expectSame(inPython(join(directory, 'example.py'), picture), own)
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
