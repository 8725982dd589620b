/** One step of the benchmark: prints its seconds and the most memory that it took. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { resourceUsage } from 'node:process'
import { exportDataset } from '../../../main/engine/formats/exportDataset.ts'
import { openTree } from '../../../main/engine/formats/fileTree.ts'
import type { Dataset, LabelledBox } from '../../../main/engine/formats/format.ts'
import { formatOf } from '../../../main/engine/formats/index.ts'
import { runExport } from '../../../main/engine/jobs/exportJob.ts'
import { runImport } from '../../../main/engine/jobs/importJob.ts'
import type { JobContext } from '../../../main/engine/jobs/runner.ts'
import { createStore, openStore, type Store } from '../../../main/engine/store/store.ts'
import { exportSettings } from '../../../shared/exchange/exportSettings.ts'
import { importSettings } from '../../../shared/exchange/importSettings.ts'
import { addImageRows } from '../../../test/support/imageRows.ts'

const [step, folder, ...rest] = process.argv.slice(2) as [string, string, ...string[]]
const project = join(folder, 'bench.boxwright')
const seconds = await timed()
console.log(JSON.stringify({ seconds, megabytes: Math.round(resourceUsage().maxRSS / 1024) }))

async function timed(): Promise<number> {
  const prepared = await prepare()
  const start = performance.now()
  await prepared()
  return (performance.now() - start) / 1000
}

async function prepare(): Promise<() => Promise<unknown>> {
  if (step === 'import') return importStep(Number(rest[0]))
  if (step === 'export') return exportStep()
  const format = formatOf(rest[0] as 'yolo' | 'kitti')
  const target = join(folder, format.id)
  if (step === 'plainRead') return () => plainRead(target)
  if (step === 'plainWrite') return plainWriteStep(target)
  if (step === 'write') {
    const dataset = datasetOf(Number(rest[1]))
    rmSync(target, { recursive: true, force: true })
    return () => exportDataset(format, dataset, { directory: target, images: 'none' })
  }
  return async () => {
    let boxes = 0
    for await (const item of format.read(await openTree(target), {}))
      if (item.kind === 'image') boxes += item.image.boxes.length
    if (boxes === 0) throw new Error('no box was read')
  }
}

function filesIn(target: string): string[] {
  return readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function plainRead(target: string): Promise<void> {
  for (const path of filesIn(target)) readFileSync(path)
}

/** The same bytes as the export has, to the same names in another folder. */
function plainWriteStep(target: string) {
  const copy = `${target}-plain`
  const texts = filesIn(target).map((path) => [join(copy, path.slice(target.length + 1)), readFileSync(path)] as const)
  return async () => {
    for (const folder of new Set(texts.map(([path]) => dirname(path)))) mkdirSync(folder, { recursive: true })
    for (const [path, bytes] of texts) writeFileSync(path, bytes)
  }
}

function importStep(images: number) {
  const store = createStore(project)
  mkdirSync(join(folder, 'pictures'))
  const paths = Array.from({ length: images }, (_, id) => `${String(id).padStart(12, '0')}.jpg`)
  addImageRows(store, paths, { width: 640, height: 480 }, join(folder, 'pictures'))
  return () =>
    runImport(
      contextOf(store),
      importSettings.parse({ labels: join(folder, 'annotations'), format: 'coco', dryRun: false }),
    )
}

function exportStep() {
  const store = openStore(project)
  return () =>
    runExport(
      contextOf(store),
      exportSettings.parse({ format: 'coco', directory: join(folder, 'out'), images: 'none' }),
    )
}

function datasetOf(count: number): Dataset {
  const size = { width: 640, height: 480 }
  const plain = {
    difficult: false,
    truncated: 0,
    occluded: 0,
    ignore: false,
    score: null,
    note: '',
    extras: null,
  } as const
  const box = (at: number): LabelledBox => ({
    ...plain,
    className: `class ${at % 10}`,
    x1: at % 500,
    y1: at % 300,
    x2: (at % 500) + 50.5,
    y2: (at % 300) + 40.25,
  })
  return {
    categories: Array.from({ length: 10 }, (_, index) => ({ id: index + 1, name: `class ${index}` })),
    images: Array.from({ length: count }, (_, id) => ({
      id,
      path: `${String(id).padStart(6, '0')}.jpg`,
      file: '',
      size,
      split: null,
      isVerified: false,
    })),
    sources: [],
    boxesOf: ({ id }) => [0, 1, 2, 3, 4].map((at) => box(id * 31 + at * 7)),
    extrasOf: () => null,
  }
}

function contextOf(store: Store): JobContext {
  return { jobId: 1, store, signal: new AbortController().signal, report: () => undefined }
}
