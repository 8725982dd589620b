/** What a run found, written for others: scored beside the exported labels it gives the figures that the project shows. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scoreFiles } from '../../main/engine/score.ts'
import type { NewDetection } from '../../main/engine/store/evaluations.ts'
import type { CallRequest } from '../../shared/api.ts'
import { readEvaluation } from '../../shared/evaluationData.ts'
import { datasetFromEvaluation } from '../../shared/metrics/dataset.ts'
import { evaluate } from '../../shared/metrics/evaluate.ts'
import type { ExportReport } from '../../shared/reports.ts'
import { type TestEngine, testEngine, writePicture } from '../support/engine.ts'
import { type Corners, drawn } from '../support/labelled.ts'
import { plantRun } from '../support/plantedRun.ts'

const size = [200, 150] as const

/** Boxes by image: class, corners, and for detections the score. */
const labels: Readonly<Record<string, readonly (readonly ['car' | 'bus', Corners])[]>> = {
  'a.png': [
    ['car', [10, 10, 60, 60]],
    ['bus', [100, 20, 180, 140]],
  ],
  'b.png': [['car', [20.5, 30.25, 90, 100]]],
  'c.png': [['bus', [5, 5, 50, 50]]],
}
const found: Readonly<Record<string, readonly (readonly ['car' | 'bus', Corners, number])[]>> = {
  'a.png': [
    ['car', [11, 9, 61.125, 58], 0.91],
    ['bus', [101, 22, 175, 139], 0.83],
    ['car', [120, 100, 150, 140], 0.4],
  ],
  'b.png': [
    ['car', [22, 29, 85, 99], 0.7],
    ['bus', [25, 35, 80, 95], 0.05],
  ],
  // Nothing was found in c.png.
}

async function evaluatedProject(): Promise<{ engine: TestEngine; evaluationId: number }> {
  const engine = testEngine()
  const folder = join(engine.folder, 'pictures')
  for (const name of Object.keys(labels)) await writePicture(join(folder, name), ...size)
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: folder }))
  for (const name of ['car', 'bus']) await engine.call('categories.add', { name })
  const { store } = engine.context.project!
  const categories = store.categories.list()
  const idOf = (name: string) => categories.find((category) => category.name === name)!.id
  const images = store.images.usable()
  for (const { id: imageId, path } of images) {
    for (const [name, corners] of labels[path]!) await drawn(engine, imageId, idOf(name), corners)
  }
  const runId = plantRun(store)
  const detections = images.flatMap(({ id: imageId, path }): NewDetection[] =>
    (found[path] ?? []).map(([name, [x1, y1, x2, y2], score]) => {
      const probabilities = new Float32Array([score, 1 - score])
      return { imageId, categoryId: idOf(name), x1, y1, x2, y2, score, probabilities }
    }),
  )
  const evaluationId = store.evaluations.add(
    runId,
    'all',
    images.map(({ id }) => id),
    detections,
  )
  return { engine, evaluationId }
}

async function write(engine: TestEngine, settings: Omit<CallRequest<'export.start'>, 'directory'>) {
  const directory = join(engine.folder, `out-${settings.format}`)
  const job = await engine.ended(await engine.call('export.start', { directory, images: 'none', ...settings }))
  expect(job.error).toBeNull()
  return { directory, report: job.result as ExportReport }
}

/** What the project itself says of the evaluation. */
async function shownFigures(engine: TestEngine, evaluationId: number) {
  const data = await readEvaluation(engine.call, evaluationId)
  return evaluate(datasetFromEvaluation(data), { iou: 0.5, confidence: 'auto' })
}

it('as COCO results beside the labels as COCO', async () => {
  const { engine, evaluationId } = await evaluatedProject()
  const { directory: truth } = await write(engine, { format: 'coco' })
  const { directory, report } = await write(engine, { format: 'cocoResults', detections: { evaluationId } })
  expect(report).toMatchObject({ images: 3, boxes: 5, losses: [] })
  const score = await scoreFiles({
    groundTruth: join(truth, 'annotations', 'instances_default.json'),
    detections: join(directory, 'results_default.json'),
    profile: 'coco',
  })
  const figures = await shownFigures(engine, evaluationId)
  expect(score.AP).toBeGreaterThan(0.2)
  expect([score.AP, score.AP75, score.AR100]).toEqual([figures.AP, figures.AP75, figures.AR100])
  expect(score.warnings).toEqual([])
})

it('as COCO results with the ids of the COCO file that the labels came from', async () => {
  const { engine, evaluationId } = await evaluatedProject()
  const file = join(engine.folder, 'given.json')
  const annotation = { id: 7, image_id: 900, category_id: 44, bbox: [5, 5, 45, 45], area: 2025, iscrowd: 0 }
  const images = ['c.png', 'a.png', 'b.png'].map((file_name, at) => ({
    id: 900 + at,
    file_name,
    width: 200,
    height: 150,
  }))
  const categories = [
    { id: 44, name: 'bus' },
    { id: 3, name: 'car' },
  ]
  writeFileSync(file, JSON.stringify({ images, annotations: [annotation], categories }))
  await engine.ended(await engine.call('import.start', { labels: file, format: 'coco', dryRun: false }))
  const { directory } = await write(engine, {
    format: 'cocoResults',
    detections: { evaluationId, confidence: 0.8 },
  })
  expect(JSON.parse(readFileSync(join(directory, 'results_default.json'), 'utf8'))).toEqual([
    { image_id: 901, category_id: 3, bbox: [11, 9, 50.125, 49], score: 0.91 },
    { image_id: 901, category_id: 44, bbox: [101, 22, 74, 117], score: 0.83 },
  ])
})

it('as KITTI results: sixteen fields, and a file for every image, which KITTI scores', async () => {
  const { engine, evaluationId } = await evaluatedProject()
  const { directory: truth } = await write(engine, { format: 'kitti' })
  const { directory, report } = await write(engine, { format: 'kittiResults', detections: { evaluationId } })
  expect(report).toMatchObject({ images: 3, boxes: 5, problems: [], losses: [] })
  expect(readdirSync(join(directory, 'data')).sort()).toEqual(['a.txt', 'b.txt', 'c.txt'])
  expect(readFileSync(join(directory, 'data', 'a.txt'), 'utf8').split('\n')).toEqual([
    'car -1 -1 -10 11.0000 9.0000 61.1250 58.0000 -1 -1 -1 -1000 -1000 -1000 -10 0.91',
    'bus -1 -1 -10 101.0000 22.0000 175.0000 139.0000 -1 -1 -1 -1000 -1000 -1000 -10 0.83',
    'car -1 -1 -10 120.0000 100.0000 150.0000 140.0000 -1 -1 -1 -1000 -1000 -1000 -10 0.4',
    '',
  ])
  expect(readFileSync(join(directory, 'data', 'c.txt'), 'utf8')).toBe('')
  const score = await scoreFiles({
    groundTruth: join(truth, 'training', 'label_2'),
    detections: join(directory, 'data'),
    profile: 'kitti',
  })
  const figures = await shownFigures(engine, evaluationId)
  expect(score.AP50).toBeCloseTo(figures.AP50, 9)
})

it('as labels to begin with, from a confidence on and in a part of the images', async () => {
  const { engine, evaluationId } = await evaluatedProject()
  const { directory, report } = await write(engine, {
    format: 'yolo',
    filter: 'b.png',
    detections: { evaluationId, confidence: 0.5 },
  })
  expect(report).toMatchObject({ images: 1, boxes: 1, leftOut: { filter: 2 } })
  // (22 + 85) / 2 / 200, (29 + 99) / 2 / 150, 63 / 200, 70 / 150
  expect(readFileSync(join(directory, 'labels', 'b.txt'), 'utf8')).toBe('0 0.267500 0.426667 0.315000 0.466667\n')
})

it('of an evaluation that is not there is refused', async () => {
  const { engine } = await evaluatedProject()
  const start = {
    format: 'kittiResults',
    directory: join(engine.folder, 'x'),
    detections: { evaluationId: 99 },
  } as const
  const job = await engine.ended(await engine.call('export.start', start))
  expect(job.error).toMatchObject({ code: 'not-found' })
})
