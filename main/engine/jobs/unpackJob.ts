/** Unpacks the images of a zip into a folder that is there with all of them in the end, or not at all. */
import { type FileHandle, mkdir, open, rm, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { UnpackReport, UnpackSettings } from '../../../shared/exchange/unpackSettings.ts'
import type { Problem } from '../../../shared/reports.ts'
import { foldName } from '../formats/imagePath.ts'
import { problemAt } from '../formats/problem.ts'
import { inWholeFolder } from '../formats/wholeFolder.ts'
import { openZipFile, type ZipFile, type ZipMember } from '../formats/zipFile.ts'
import { isImagePath } from '../images/pictureFormats.ts'
import type { JobContext } from './runner.ts'

/** Members unpacked at once: inflating runs beside writing. */
const membersAtOnce = 8
/** What stays free on a disk that takes the images. */
const reservedBytes = 1 << 28

export async function imagesInZip(path: string): Promise<ZipMember[]> {
  const { members } = await openZipFile(path)
  return members.filter(({ name }) => isImagePath(name))
}

/** @param token see wholeFolder.ts */
export async function runUnpack(
  context: Pick<JobContext, 'signal' | 'report'>,
  { zip: path, directory }: UnpackSettings,
  token?: string,
): Promise<UnpackReport> {
  const zip = await openZipFile(path)
  const { members, problems } = distinctImages(zip)
  if (members.length === 0) {
    throw new BoxwrightError('not-found', `There is no image in ${path}: choose another zip or folder.`, { path })
  }
  await refuseFullDisk(directory, members)
  const request = { directory, ...(token === undefined ? {} : { token }) }
  const { result } = await inWholeFolder(request, async (folder) => {
    const unpacked = await unpackAll({ zip, folder, context }, members)
    context.signal.throwIfAborted()
    const images = members.length - unpacked.problems.length
    if (images === 0) throw nothingUnpacked(path, unpacked.problems)
    return { ...unpacked, images }
  })
  return { directory: resolve(directory), ...result, problems: [...problems, ...result.problems] }
}

/** Of names that are the same to a disk without an eye for case the first one counts. */
function distinctImages({ members }: ZipFile): { members: ZipMember[]; problems: Problem[] } {
  const images = members.filter(({ name }) => isImagePath(name))
  const folders = new Set(images.flatMap(({ name }) => foldersOf(foldName(name))))
  const taken = new Map<string, string>()
  const problems: Problem[] = []
  const distinct = images.filter(({ name }) => {
    const problem = unwritable(name, folders) ?? metBefore(name, taken)
    if (problem) problems.push(problem)
    return problem === null
  })
  return { members: distinct, problems }
}

/** `a`, `a/b` of `a/b/c.jpg`. */
function foldersOf(name: string): string[] {
  const parts = name.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

function metBefore(name: string, taken: Map<string, string>): Problem | null {
  const first = taken.get(foldName(name))
  if (first === undefined) {
    taken.set(foldName(name), name)
    return null
  }
  return problemAt('image-twice', { file: name }, `would lie on ${first}, which came first, and was left out`)
}

/** Windows takes a colon for a stream of another file, and some names for devices. */
const windowsRefuses = /[<>:"|?*]|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)|[. ](\/|$)/i

function unwritable(name: string, folders: ReadonlySet<string>): Problem | null {
  if (folders.has(foldName(name))) {
    return problemAt('file-unreadable', { file: name }, 'has the name of a folder of others, and was left out')
  }
  if (process.platform !== 'win32' || !windowsRefuses.test(name)) return null
  return problemAt('file-unreadable', { file: name }, 'has a name that Windows cannot hold, and was left out')
}

async function refuseFullDisk(directory: string, members: readonly ZipMember[]): Promise<void> {
  const needed = members.reduce((sum, { bytes }) => sum + bytes, 0)
  const free = await freeBytes(resolve(directory))
  if (free === null || free > needed + reservedBytes) return
  const message = `The images need ${needed} bytes, and ${directory} has ${free} left: free some space or choose another disk.`
  throw new BoxwrightError('disk-full', message, { path: directory, needed, free })
}

/** Of the disk of the nearest folder that is there; null for one that does not say. */
async function freeBytes(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error)) return found.bavail * found.bsize
  return found.code === 'ENOENT' && dirname(folder) !== folder ? freeBytes(dirname(folder)) : null
}

type Unpacking = {
  readonly zip: ZipFile
  readonly folder: string
  readonly context: Pick<JobContext, 'signal' | 'report'>
}

async function unpackAll(
  unpacking: Unpacking,
  members: readonly ZipMember[],
): Promise<{ bytes: number; problems: Problem[] }> {
  const { signal, report } = unpacking.context
  const total = members.reduce((sum, { bytes }) => sum + bytes, 0)
  const startedAt = Date.now()
  const problems: Problem[] = []
  let [done, seen, written] = [0, 0, 0]
  const unpackNext = async (waiting: Iterator<ZipMember>): Promise<void> => {
    for (let next = waiting.next(); !next.done && !signal.aborted; next = waiting.next()) {
      const failure = await unpackOne(unpacking, next.value)
      if (failure === null) written += next.value.bytes
      else problems.push(problemAt('file-unreadable', { file: next.value.name }, `${failure}; it was left out`))
      seen += next.value.bytes
      done += 1
      const secondsLeft = seen > 0 ? ((Date.now() - startedAt) / 1000 / seen) * (total - seen) : null
      const value = total > 0 ? seen / total : done / members.length
      report({ value, title: `Unpacked ${done} of ${members.length} images`, phase: 'unpacking', secondsLeft })
      await setImmediate()
    }
  }
  const waiting = members[Symbol.iterator]()
  // All must have ended before an error is passed on, or they would write into a folder that is being removed.
  const ends = await Promise.allSettled(Array.from({ length: membersAtOnce }, () => unpackNext(waiting)))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { bytes: written, problems }
}

/**
 * Null when the file is there; else what is wrong with the member, as others may be sound.
 * @throws what the disk says
 */
async function unpackOne({ zip, folder, context }: Unpacking, member: ZipMember): Promise<string | null> {
  const path = join(folder, member.name)
  const file = await newFile(path).catch((error: NodeJS.ErrnoException) => error)
  if (file instanceof Error) {
    if (unfitNames.has(file.code ?? '')) return `cannot be written under its name (${file.code})`
    throw file
  }
  let failure: string | null
  try {
    const chunks = await zip.stream(member).catch((error: Error) => error)
    failure = chunks instanceof Error ? chunks.message : await write(chunks, member, context.signal, file)
  } finally {
    await file.close()
  }
  if (failure !== null) await rm(path)
  return failure
}

/** What a name alone can be to blame for. */
const unfitNames = new Set(['ENAMETOOLONG', 'EINVAL', 'ENOTDIR', 'EISDIR', 'EEXIST'])

async function newFile(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true })
  // What lies there already is never written over.
  return open(path, 'wx')
}

async function write(
  chunks: AsyncIterable<Buffer>,
  { checksum }: ZipMember,
  signal: AbortSignal,
  file: FileHandle,
): Promise<string | null> {
  let sum = 0
  const reading = chunks[Symbol.asyncIterator]()
  for (;;) {
    const next = await reading.next().catch((error: Error) => error)
    if (next instanceof Error) return `cannot be unpacked: ${next.message}`
    if (next.done) return sum === checksum ? null : 'is damaged: its checksum is another'
    if (signal.aborted) {
      await reading.return?.()
      return 'was cancelled'
    }
    sum = crc32(next.value, sum)
    await file.write(next.value)
  }
}

function nothingUnpacked(path: string, problems: readonly Problem[]): BoxwrightError {
  const { file, message } = problems[0]!
  return new BoxwrightError('file-unreadable', `No image of ${path} could be unpacked: ${file}: ${message}.`, { path })
}
