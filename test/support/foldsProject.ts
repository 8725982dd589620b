/** A project in which a cross-validation has judged four pictures, made without training: each picture has one wrong label. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { createEngine } from '../../main/engine/createEngine.ts'
import { foldersOf } from '../../main/engine/folders.ts'
import { blankAnnotation } from '../../shared/model.ts'
import { plantRun } from './plantedRun.ts'

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]
type Thing = { readonly name: 'car' | 'van'; readonly box: Corners }

const sound: readonly Thing[] = [
  { name: 'car', box: [300, 20, 360, 80] },
  { name: 'van', box: [300, 120, 360, 180] },
]

/** What is labelled and what the models saw, beside what both see alike. */
const pictures: Readonly<Record<string, { readonly labels: readonly Thing[]; readonly seen: readonly Thing[] }>> = {
  'swapped.jpg': {
    labels: [{ name: 'van', box: [20, 20, 120, 120] }],
    seen: [{ name: 'car', box: [20, 20, 120, 120] }],
  },
  'overlooked.jpg': { labels: [], seen: [{ name: 'van', box: [40, 100, 140, 200] }] },
  'located.jpg': {
    labels: [{ name: 'car', box: [60, 20, 160, 120] }],
    seen: [{ name: 'car', box: [20, 20, 120, 120] }],
  },
  'twice.jpg': {
    labels: [
      { name: 'car', box: [20, 20, 120, 120] },
      { name: 'car', box: [26, 20, 126, 120] },
    ],
    seen: [{ name: 'car', box: [20, 20, 120, 120] }],
  },
}

export async function foldsProject(folder: string): Promise<string> {
  const path = join(folder, 'folds.boxwright')
  const images = join(folder, 'pictures')
  await drawPictures(images)
  const resources = fileURLToPath(new URL('../../resources', import.meta.url))
  const environment = { ...process.env, BOXWRIGHT_HOME: join(folder, 'making') }
  const engine = createEngine(foldersOf(environment, resources), () => {})
  try {
    await engine.call('project.create', { path })
    const { store, jobs } = engine.context.project!
    await jobs.wait((await engine.call('roots.add', { path: images })).jobId)
    const categories = [
      await engine.call('categories.add', { name: 'car' }),
      await engine.call('categories.add', { name: 'van' }),
    ]
    const idOf = (name: string) => categories.find((category) => category.name === name)!.id
    const ids = await engine.call('images.ids', { filter: '' })
    for (const image of await engine.call('images.get', { ids })) {
      const labels = [...sound, ...pictures[image.path]!.labels]
      const { first } = await engine.call('annotations.reserveIds', { count: labels.length })
      const changes = labels.map(({ name, box: [x1, y1, x2, y2] }, place) => ({
        before: null,
        after: {
          ...{ id: first + place, imageId: image.id, categoryId: idOf(name), x1, y1, x2, y2 },
          ...{ ...blankAnnotation, updatedAt: 1 },
        },
      }))
      await engine.call('annotations.apply', { imageId: image.id, kind: 'draw', changes })
    }
    const runId = plantRun(store, { kind: 'folds', snapshot: { split: { train: ids, val: [], test: [] }, folds: 2 } })
    store.folds.add(runId, [ids.slice(0, 2), ids.slice(2)])
    for (const { number, imageIds } of store.folds.ofRun(runId)) {
      const detections = store.images.get([...imageIds]).flatMap((image) =>
        [...sound, ...pictures[image.path]!.seen].map(({ name, box: [x1, y1, x2, y2] }) => ({
          ...{ imageId: image.id, categoryId: idOf(name), x1, y1, x2, y2, score: 0.9 },
          probabilities: Float32Array.from(['car', 'van'], (other) => (other === name ? 0.9 : 0.05)),
        })),
      )
      store.folds.finish({ runId, number, judged: imageIds, detections })
    }
    store.runs.end(runId, 'folds')
  } finally {
    await engine.close()
  }
  return path
}

async function drawPictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [index, name] of Object.keys(pictures).entries()) {
    const background = { r: 90 + index * 20, g: 110, b: 130 }
    await sharp({ create: { width: 400, height: 300, channels: 3, background } }).toFile(join(folder, name))
  }
}
