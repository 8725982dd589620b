/**
 * A folder of 100,000 images: first rows, answers during the scan, memory, opening again. The reference of the scan reads
 * the same headers with the same library and stores nothing; the reference of the first rows is listing the folder.
 *   npm run -s bench -- folder [--json] [--images N]
 */
import { linkSync, mkdirSync, readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { median, quantile, timeOf } from './support/statistics.ts'
import { inWorkFolder } from './support/workFolder.ts'

const imageCount = numberOf('--images', 100_000)
/** File systems allow some ten thousand links to a file. */
const linksPerFile = 1000
const rowsOnScreen = 60
const pauseMs = 20

await report('folder', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const images = join(folder, 'images')
  progress(`making ${imageCount} images`)
  await makeImages(images)
  const project = join(folder, 'bench.boxwright')
  const listing = await timeOf(() => readdir(images, { withFileTypes: true }))
  const scan = await scanWithEngine(folder, images, project)
  progress('reading the headers with nothing around')
  const headers = await timeOf(() => readAllHeaders(images))
  const reopening = await reopen(folder, project)
  return [
    row('first rows of the folder', scan.firstRows, listing, 'listing the folder', 'ms', 1000),
    row('whole scan', scan.total / 1000, headers / 1000, 'sharp alone: headers read, nothing kept', 's'),
    row(
      'answer during the scan, p99',
      quantile(scan.answers, 0.99),
      median(scan.idle),
      'the same call afterwards',
      'ms',
      100,
    ),
    row('answer during the scan, median', median(scan.answers), median(scan.idle), 'the same call afterwards', 'ms'),
    row('memory of the engine, most', scan.peakMiB, scan.startMiB, 'the engine without a project', 'MiB'),
    row(
      'opening again with the first rows',
      reopening.ours,
      reopening.raw,
      'better-sqlite3: open, all ids in order',
      'ms',
      2000,
    ),
  ]
}

function row(what: string, ours: number, rival: number, rivalName: string, unit: string, goal?: number): Row {
  return smallerIsBetter({ what, ours, rival, rivalName, unit, ...(goal !== undefined && { goal }) })
}

/** Some real pictures, linked under many names. */
async function makeImages(folder: string): Promise<void> {
  mkdirSync(folder)
  const nameOf = (index: number) => join(folder, `image-${String(index).padStart(6, '0')}.jpg`)
  let original = ''
  for (let index = 0; index < imageCount; index++) {
    if (index % linksPerFile > 0) {
      linkSync(original, nameOf(index))
      continue
    }
    original = nameOf(index)
    const background = { r: index % 251, g: 120, b: 90 }
    await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toFile(original)
  }
}

async function scanWithEngine(folder: string, images: string, project: string) {
  const engine = startEngine(join(folder, 'home'))
  await engine.call('project.create', { path: project })
  const startMiB = engine.memoryMiB()
  const start = performance.now()
  const { jobId } = await engine.call('roots.add', { path: images })
  const firstRows = await untilFirstRows(engine, start)
  progress(`first rows after ${Math.round(firstRows)} ms`)
  const answers: number[] = []
  let peakMiB = startMiB
  let state = 'running'
  while (state === 'running' || state === 'queued') {
    answers.push(await timeOf(() => askAsTheWindowDoes(engine)))
    if (answers.length % 50 === 0) {
      peakMiB = Math.max(peakMiB, engine.memoryMiB())
      state = (await engine.call('jobs.get', { id: jobId })).state
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  if (state !== 'done') throw new Error(`the scan is ${state}`)
  const total = performance.now() - start
  const idle: number[] = []
  for (let index = 0; index < 100; index++) idle.push(await timeOf(() => askAsTheWindowDoes(engine)))
  await engine.close()
  return { firstRows, total, answers, idle, startMiB, peakMiB }
}

async function untilFirstRows(engine: EngineChild, start: number): Promise<number> {
  for (;;) {
    const ids = await engine.call('images.ids', { filter: '' })
    if (ids.length >= rowsOnScreen) {
      await engine.call('images.get', { ids: ids.slice(0, rowsOnScreen) })
      return performance.now() - start
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Rows somewhere in the list, and the boxes of an image: what moving through the images asks for. */
async function askAsTheWindowDoes(engine: EngineChild): Promise<void> {
  const first = 1 + Math.floor(Math.random() * Math.max(1, imageCount - rowsOnScreen))
  const ids = Array.from({ length: rowsOnScreen }, (_, index) => first + index)
  await engine.call('images.get', { ids })
  await engine.call('annotations.ofImage', { imageId: first })
}

async function readAllHeaders(folder: string): Promise<void> {
  const names = readdirSync(folder)
  for (let start = 0; start < names.length; start += 64) {
    await Promise.all(names.slice(start, start + 64).map((name) => sharp(join(folder, name)).metadata()))
  }
}

async function reopen(folder: string, project: string): Promise<{ ours: number; raw: number }> {
  const engine = startEngine(join(folder, 'home'))
  await engine.call('project.info', {})
  const ours = await timeOf(async () => {
    await engine.call('project.open', { path: project })
    await untilFirstRows(engine, performance.now())
  })
  await engine.close()
  const raw = await timeOf(() => {
    const db = new Database(project)
    db.prepare('SELECT id FROM image ORDER BY root_id, sort_key').pluck().all()
    db.close()
  })
  return { ours, raw }
}
