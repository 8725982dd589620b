/**
 * Takes stock of a folder: new, changed, missing and moved images. They show in the list before their headers are read.
 * A scan of 100,000 files works in small parts, so that the engine answers in between.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { BoxwrightError } from '../../../shared/errors.ts'
import { missingReason } from '../../../shared/model.ts'
import type { ScanReport } from '../../../shared/reports.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { type FoundFile, findImageFiles } from '../images/imageFiles.ts'
import { matchMoved } from '../images/matchMoved.ts'
import { readHeader } from '../images/readHeader.ts'
import type { ImageFile } from '../store/images.ts'
import type { ImageHeader, KnownFile } from '../store/scannedImages.ts'
import type { JobContext } from './runner.ts'

/** So many headers are stored together, which takes a few milliseconds. */
const headersPerBatch = 128
/** So many files at a time keep the disk and the threads of the library busy; more would only crowd out the calls. */
const headersAtOnce = 16
const knownAtOnce = 2000

export type ScanWork = Pick<JobContext, 'store' | 'signal' | 'report'> & {
  /** Called again and again while there is something new to show. */
  readonly onBatch: () => void
  /** Called with every folder that was looked into, relative with `/` at its end. */
  readonly onFolder?: (path: string) => void
}

/** What the scan holds while it runs. */
type Stock = {
  readonly rootId: number
  readonly folder: string
  /** Images that were not met yet; at the end those that are missing. */
  readonly unmet: Map<string, KnownFile>
  readonly addedIds: number[]
  readonly broken: ScanReport['broken']
  changed: number
  known: number
}

/** @param within parts of the folder to look at, with `/` at their ends; the empty text is all of it */
export async function scanRoot(work: ScanWork, rootId: number, within: readonly string[] = ['']): Promise<ScanReport> {
  const { store } = work
  const { path: folder } = store.roots.get(rootId)
  if (!existsSync(folder)) {
    throw new BoxwrightError('folder-not-found', `The folder ${folder} is not there. Link it to its new place.`, {
      path: folder,
    })
  }
  const stock: Stock = { rootId, folder, unmet: new Map(), addedIds: [], broken: [], changed: 0, known: 0 }
  for (const part of within) await takeStock(work, stock, part)
  const missing = [...stock.unmet.values()]
  const gone = missing.filter(({ error }) => error !== missingReason)
  if (gone.length > 0) {
    store.images.markMissing(gone.map(({ id }) => id))
    work.onBatch()
  }
  await readHeaders(work, stock)
  const moved = followMoved(work, missing, stock.addedIds)
  for (const { path } of missing.filter(({ id }) => !moved.has(id))) {
    stock.broken.push({ path, reason: missingReason })
  }
  return {
    added: stock.addedIds.length - moved.size,
    known: stock.known - missing.length,
    changed: stock.changed,
    missing: missing.length - moved.size,
    gone: gone.filter(({ id }) => !moved.has(id)).length,
    moved: moved.size,
    broken: stock.broken,
  }
}

async function takeStock(work: ScanWork, stock: Stock, part: string): Promise<void> {
  await loadKnown(work, stock, part)
  const walk = {
    ...(work.onFolder && { onFolder: work.onFolder }),
    onUnreadable: (path: string, reason: string) => leaveOut(stock, path, reason),
  }
  for await (const found of findImageFiles(stock.folder, walk, part)) {
    work.signal.throwIfAborted()
    takeFound(work, stock, found)
    const title = `Found ${stock.addedIds.length} new images`
    work.report({ value: null, title, phase: 'finding', secondsLeft: null })
  }
}

async function loadKnown({ store, signal }: ScanWork, stock: Stock, within: string): Promise<void> {
  let after = ''
  for (;;) {
    const page = store.images.knownFiles({ rootId: stock.rootId, within, after, limit: knownAtOnce })
    for (const file of page) stock.unmet.set(file.path, file)
    stock.known += page.length
    if (page.length < knownAtOnce) return
    after = page.at(-1)!.path
    await setImmediate()
    signal.throwIfAborted()
  }
}

/** What lies in a folder that cannot be read is neither met nor missing. A folder that is gone has nothing in it. */
function leaveOut(stock: Stock, folder: string, reason: string): void {
  if (!existsSync(join(stock.folder, folder))) return
  stock.broken.push({ path: folder, reason })
  for (const path of stock.unmet.keys()) if (path.startsWith(folder)) stock.unmet.delete(path)
}

function takeFound({ store, onBatch }: ScanWork, stock: Stock, found: readonly FoundFile[]): void {
  const fresh: FoundFile[] = []
  const changed: { id: number; bytes: number; modifiedAt: number }[] = []
  for (const file of found) {
    const former = stock.unmet.get(file.path)
    if (!former) fresh.push(file)
    else if (hasChanged(former, file)) changed.push({ ...file, id: former.id })
    stock.unmet.delete(file.path)
  }
  if (fresh.length + changed.length === 0) return
  stock.addedIds.push(...store.images.addScanned(fresh.map((file) => ({ rootId: stock.rootId, ...file }))))
  store.images.markChanged(changed)
  stock.changed += changed.length
  onBatch()
}

function hasChanged(former: KnownFile, file: FoundFile): boolean {
  return former.error === missingReason || former.bytes !== file.bytes || former.modifiedAt !== file.modifiedAt
}

/** @returns the images that were missing and got a file again */
function followMoved({ store, onBatch }: ScanWork, missing: readonly KnownFile[], addedIds: readonly number[]) {
  const moved = new Set<number>()
  if (missing.length === 0 || addedIds.length === 0) return moved
  for (const { missingId, foundId } of matchMoved(missing, store.images.someFiles(addedIds))) {
    if (store.images.moveTo(missingId, foundId)) moved.add(missingId)
  }
  if (moved.size > 0) onBatch()
  return moved
}

async function readHeaders({ store, signal, report, onBatch }: ScanWork, stock: Stock): Promise<void> {
  const startedAt = Date.now()
  let done = 0
  for (;;) {
    signal.throwIfAborted()
    const files = store.images.withoutHeader(stock.rootId, headersPerBatch)
    if (files.length === 0) return
    const headers = await headersOf(files)
    store.images.setHeaders(headers)
    for (const [index, { header }] of headers.entries()) {
      if (header.kind === 'broken') stock.broken.push({ path: files[index]!.path, reason: header.reason })
    }
    done += files.length
    const total = Math.max(stock.addedIds.length + stock.changed, done)
    const secondsLeft = ((Date.now() - startedAt) / 1000 / done) * (total - done)
    report({ value: done / total, title: `Read ${done} of ${total} headers`, phase: 'headers', secondsLeft })
    onBatch()
  }
}

async function headersOf(files: readonly ImageFile[]): Promise<{ id: number; header: ImageHeader }[]> {
  const headers: { id: number; header: ImageHeader }[] = []
  for (let start = 0; start < files.length; start += headersAtOnce) {
    const some = files.slice(start, start + headersAtOnce)
    headers.push(...(await Promise.all(some.map(async (file) => ({ id: file.id, header: await headerOf(file) })))))
  }
  return headers
}

async function headerOf(file: ImageFile): Promise<ImageHeader> {
  try {
    return { kind: 'sound', ...(await readHeader(join(file.rootPath, file.path))) }
  } catch (error) {
    return { kind: 'broken', reason: explainBrokenImage(error) }
  }
}
