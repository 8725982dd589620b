/**
 * Writes the parts of an export so that the target is complete or not there at all: everything goes into a folder
 * beside it, is read back, and takes the target's name in one step.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { BoxwrightError, type ErrorCode } from '../../../shared/errors.ts'
import type { ExistingRule, ImageHandling } from '../../../shared/exchange/exportSettings.ts'
import type { Problem } from '../../../shared/reports.ts'
import { BatchWriter, type CopyInstead } from './batchWriter.ts'
import type { ExportPart } from './format.ts'

export type WriteRequest = {
  readonly directory: string
  readonly images: ImageHandling
  /** What becomes of a folder that is there and not empty; without a rule it is left alone and nothing is written. */
  readonly existing?: ExistingRule
  readonly copyInstead?: CopyInstead
  readonly signal?: AbortSignal | undefined
  /** Called with the number of images done so far. */
  readonly onProgress?: ((imagesDone: number) => void) | undefined
  /** Looks at the finished folder before it takes the target's name; what it throws ends the export. */
  readonly check?: (folder: string, written: Omit<WrittenFiles, 'keptAside'>) => Promise<void>
}

export type WrittenFiles = {
  readonly images: number
  readonly boxes: number
  /** Paths inside the directory, images apart, as found on the disk afterwards. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  /** Where the folder is now that was there before; null when none was. */
  readonly keptAside: string | null
}

export async function writeFiles(parts: AsyncIterable<ExportPart>, request: WriteRequest): Promise<WrittenFiles> {
  const wanted = resolve(request.directory)
  // The folder may be a link to a real one, which is then the one to replace.
  const target = await realpath(wanted).catch(() => wanted)
  const folder = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.partial`)
  let firstMade: string | undefined
  try {
    if (request.existing !== 'aside') await refuseFilled(target)
    firstMade = await mkdir(folder, { recursive: true })
    const written = await writeAll(parts, folder, request)
    await request.check?.(folder, written)
    throwIfCancelled(request.signal)
    const keptAside = request.existing === 'aside' ? await takeNameOf(folder, target) : await takeName(folder, target)
    return { ...written, keptAside }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    await removeEmpty(dirname(folder), firstMade)
    throw asBoxwrightError(error, target)
  }
}

/** Whether something is where an export is to go. A file in its place counts as filled. */
export async function targetState(directory: string): Promise<'free' | 'empty' | 'filled'> {
  const entries = await readdir(resolve(directory)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    if (error.code === 'ENOTDIR') return ['.']
    throw error
  })
  if (entries === null) return 'free'
  return entries.length > 0 ? 'filled' : 'empty'
}

async function refuseFilled(target: string): Promise<void> {
  if ((await targetState(target)) === 'filled') throw conflict(target)
}

async function writeAll(
  parts: AsyncIterable<ExportPart>,
  folder: string,
  request: WriteRequest,
): Promise<Omit<WrittenFiles, 'keptAside'>> {
  const problems: Problem[] = []
  const writer = new BatchWriter(folder, request.images, request.copyInstead)
  let images = 0
  let boxes = 0
  for await (const part of parts) {
    throwIfCancelled(request.signal)
    if (part.kind === 'problem') problems.push(part.problem)
    else if (part.kind === 'text') writer.addText(part.path, part.text)
    else {
      writer.addImage(part.path, part.source)
      images += 1
      boxes += part.boxes
    }
    if (writer.isFull()) {
      await writer.flush()
      request.onProgress?.(images)
    }
  }
  await writer.flush()
  request.onProgress?.(images)
  const files = await writer.readBack()
  return { images, boxes, files, problems: [...problems, ...writer.problems] }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new BoxwrightError('cancelled', 'The export was cancelled; nothing was written.')
}

/** The folder that is there keeps everything under another name; it comes back when the new one cannot take its place. */
async function takeNameOf(folder: string, target: string): Promise<string | null> {
  if ((await targetState(target)) !== 'filled') return takeName(folder, target)
  let aside = `${target}.old`
  for (let number = 2; (await targetState(aside)) !== 'free'; number++) aside = `${target}.old-${number}`
  await rename(target, aside)
  try {
    await rename(folder, target)
  } catch (error) {
    await rename(aside, target)
    throw error
  }
  return aside
}

/** An empty target gives way; one that was filled meanwhile does not. */
async function takeName(folder: string, target: string): Promise<null> {
  await rmdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(folder, target)
  return null
}

/** Removes the folders that were made for this export, from the inner one to `firstMade`, unless something is in them. */
async function removeEmpty(inner: string, firstMade: string | undefined): Promise<void> {
  for (let folder = inner; firstMade !== undefined && folder.startsWith(firstMade); folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!isRemoved) return
  }
}

function asBoxwrightError(error: unknown, target: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const known = knownFailures[code]
  if (error instanceof BoxwrightError || !known) return error
  return new BoxwrightError(known.code, `${known.message(target)} Nothing was written.`, { path: target, reason: code })
}

const conflict = (target: string): BoxwrightError =>
  new BoxwrightError('conflict', filled.message(target), { path: target })

type Failure = { readonly code: ErrorCode; readonly message: (target: string) => string }

const filled: Failure = {
  code: 'conflict',
  message: (target) => `${target} is there already and not an empty folder: choose a new or an empty one.`,
}
const full: Failure = {
  code: 'disk-full',
  message: (target) => `The disk of ${target} is full: free some space or choose another disk.`,
}
const notWritable: Failure = {
  code: 'folder-not-writable',
  message: (target) => `${target} cannot be written: choose a folder in which you may write.`,
}
const knownFailures: Readonly<Record<string, Failure>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  EBUSY: notWritable,
  ENOTEMPTY: filled,
  ENOTDIR: filled,
  EEXIST: filled,
}
