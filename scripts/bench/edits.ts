/**
 * An edit of a box in a file of 1,000,000 boxes, through the real engine process: from the call to the answer, which is
 * given when the edit is on the disk. The reference is the least a program can do with the same guarantee: one row
 * inserted and synchronised by better-sqlite3 in this process. Both take turns.
 *   npm run -s bench -- edits [--json] [--boxes N] [--edits N]
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { toAnnotationRow } from '../../main/engine/store/annotations.ts'
import { createStore } from '../../main/engine/store/store.ts'
import type { Annotation } from '../../shared/model.ts'
import { blankAnnotation } from '../../shared/model.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { addImageRows, numberedPaths } from '../../test/support/imageRows.ts'
import { numberOf, progress, type Row, report, smallerIsBetter } from './support/report.ts'
import { quantile, timeOf } from './support/statistics.ts'
import { inWorkFolder } from './support/workFolder.ts'

const boxCount = numberOf('--boxes', 1_000_000)
const editCount = numberOf('--edits', 3000)
const boxesPerImage = 100
const imageSide = 4000

await report('edits', () => inWorkFolder(measure))

async function measure(folder: string): Promise<Row[]> {
  const project = join(folder, 'bench.boxwright')
  progress(`making ${boxCount} boxes`)
  makeProject(project)
  const engine = startEngine(join(folder, 'home'))
  await engine.call('project.open', { path: project })
  progress(`${editCount} edits`)
  const raw = rawWriter(join(folder, 'raw.sqlite'))
  const times = {
    draw: [] as number[],
    move: [] as number[],
    remove: [] as number[],
    undo: [] as number[],
    raw: [] as number[],
  }
  for (let index = 0; index < editCount; index += 4) {
    const imageId = 1 + Math.floor(Math.random() * (boxCount / boxesPerImage))
    const { first } = await engine.call('annotations.reserveIds', { count: 1 })
    const drawn = boxOf(first, imageId, index)
    const moved = { ...drawn, x1: drawn.x1 + 1 }
    times.draw.push(await timeOf(() => apply(engine, 'draw', null, drawn)))
    times.raw.push(await timeOf(raw.insert))
    times.move.push(await timeOf(() => apply(engine, 'move', drawn, moved)))
    times.raw.push(await timeOf(raw.insert))
    times.remove.push(await timeOf(() => apply(engine, 'delete', moved, null)))
    times.raw.push(await timeOf(raw.insert))
    times.undo.push(await timeOf(() => engine.call('history.undo', { imageId })))
    times.raw.push(await timeOf(raw.insert))
  }
  await engine.close()
  raw.close()
  return rowsOf(times)
}

function rowsOf({
  raw,
  ...ours
}: Readonly<Record<'draw' | 'move' | 'remove' | 'undo' | 'raw', readonly number[]>>): Row[] {
  const rivalName = 'better-sqlite3: one insert, synchronised'
  const row = (what: string, times: readonly number[], part: number, goal?: number) =>
    smallerIsBetter({
      what,
      ours: quantile(times, part),
      rival: quantile(raw, part),
      rivalName,
      unit: 'ms',
      ...(goal !== undefined && { goal }),
    })
  const all = Object.values(ours).flat()
  return [
    row('any edit, median', all, 0.5),
    row('any edit, p99', all, 0.99, 10),
    ...Object.entries(ours).map(([what, times]) => row(`${what}, median`, times, 0.5)),
  ]
}

/** In one step of the store, as an import makes them. */
function makeProject(path: string): void {
  const store = createStore(path)
  const paths = numberedPaths(Math.ceil(boxCount / boxesPerImage))
  const ids = addImageRows(store, paths, { width: imageSide, height: imageSide })
  const category = store.categories.draft('thing', undefined)
  store.edits.run('category', null, (writer) => writer.insert('category', category))
  const firstId = store.annotations.reserveIds(boxCount)
  store.edits.run('import', null, (writer) => {
    for (let index = 0; index < boxCount; index++) {
      const box = boxOf(firstId + index, ids[Math.floor(index / boxesPerImage)]!, index)
      writer.insert('annotation', toAnnotationRow(box))
    }
  })
  store.close()
}

function boxOf(id: number, imageId: number, index: number): Annotation {
  const x1 = (index * 37) % (imageSide - 100)
  const y1 = (index * 91) % (imageSide - 100)
  return { id, imageId, categoryId: 1, x1, y1, x2: x1 + 60, y2: y1 + 40, ...blankAnnotation, updatedAt: 1 }
}

type Kind = 'draw' | 'move' | 'delete'

async function apply(
  engine: EngineChild,
  kind: Kind,
  before: Annotation | null,
  after: Annotation | null,
): Promise<void> {
  await engine.call('annotations.apply', { imageId: (after ?? before)!.imageId, kind, changes: [{ before, after }] })
}

function rawWriter(path: string) {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE box (id INTEGER PRIMARY KEY, image_id INTEGER, x1 REAL, y1 REAL, x2 REAL, y2 REAL)')
  const insert = db.prepare('INSERT INTO box (image_id, x1, y1, x2, y2) VALUES (1, 2, 3, 4, 5)')
  return { insert: () => void insert.run(), close: () => db.close() }
}
