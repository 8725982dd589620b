/** Finds the images of a folder, then reads their headers. Images show in the list before their headers are read. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ScanReport } from '../../../shared/reports.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { type FoundFile, findImageFiles } from '../images/imageFiles.ts'
import { readHeader } from '../images/readHeader.ts'
import { type ImageFile, type ImageHeader, type KnownFile, missingReason } from '../store/images.ts'
import type { JobContext } from './runner.ts'

/** So many headers at a time keep the disk busy and leave the engine free to answer in between. */
const headersAtOnce = 64

export async function scanRoot(context: JobContext, rootId: number, onBatch: () => void): Promise<ScanReport> {
  const { store, signal, report } = context
  const root = store.roots.get(rootId)
  if (!existsSync(root.path)) {
    throw new BoxwrightError('folder-not-found', `The folder ${root.path} is not there. Link it to its new place.`, {
      path: root.path,
    })
  }
  const broken: ScanReport['broken'] = []
  const known = new Map(store.images.knownFiles(rootId).map((file) => [file.path, file]))
  const knownCount = known.size
  let added = 0
  const unreadable = (path: string, reason: string) => broken.push({ path, reason })

  for await (const found of findImageFiles(root.path, unreadable)) {
    signal.throwIfAborted()
    added += takeFound(context, rootId, found, known)
    report({ value: null, title: `Found ${added} new images`, phase: 'finding', secondsLeft: null })
    if (found.length > 0) onBatch()
  }
  for (const { id, path } of known.values()) {
    store.images.markMissing(id)
    broken.push({ path, reason: missingReason })
  }
  await readHeaders(context, rootId, added, broken, onBatch)
  return { added, known: knownCount - known.size, missing: known.size, broken }
}

/** Stores new files and takes the known ones out of `known`, so that in the end it holds those that are missing. */
function takeFound(
  { store }: JobContext,
  rootId: number,
  found: readonly FoundFile[],
  known: Map<string, KnownFile>,
): number {
  const fresh: FoundFile[] = []
  for (const file of found) {
    const former = known.get(file.path)
    if (!former) fresh.push(file)
    else if (hasChanged(former, file)) store.images.markChanged(former.id, file.bytes, file.modifiedAt)
    known.delete(file.path)
  }
  store.images.addScanned(fresh.map((file) => ({ rootId, ...file })))
  return fresh.length
}

function hasChanged(former: KnownFile, file: FoundFile): boolean {
  return former.error === missingReason || former.bytes !== file.bytes || former.modifiedAt !== file.modifiedAt
}

async function readHeaders(
  { store, signal, report }: JobContext,
  rootId: number,
  expected: number,
  broken: ScanReport['broken'],
  onBatch: () => void,
): Promise<void> {
  const startedAt = Date.now()
  let done = 0
  for (;;) {
    signal.throwIfAborted()
    const files = store.images.withoutHeader(rootId, headersAtOnce)
    if (files.length === 0) return
    const headers = await Promise.all(files.map(async (file) => ({ id: file.id, header: await headerOf(file) })))
    store.images.setHeaders(headers)
    for (const [index, { header }] of headers.entries()) {
      if (header.kind === 'broken') broken.push({ path: files[index]!.path, reason: header.reason })
    }
    done += files.length
    const total = Math.max(expected, done)
    const secondsLeft = ((Date.now() - startedAt) / 1000 / done) * (total - done)
    report({ value: done / total, title: `Read ${done} of ${total} headers`, phase: 'headers', secondsLeft })
    onBatch()
  }
}

async function headerOf(file: ImageFile): Promise<ImageHeader> {
  try {
    return { kind: 'sound', ...(await readHeader(join(file.rootPath, file.path))) }
  } catch (error) {
    return { kind: 'broken', reason: explainBrokenImage(error) }
  }
}
