/**
 * A zip and its members. Names that would lead out of a folder are refused with the whole zip, members that grow beyond
 * measure when unpacked one by one; what is no file of its own (links, folders, what macOS leaves) is passed over.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  type Entry,
  fromBuffer,
  fromRandomAccessReader,
  RandomAccessReader,
  validateFileName,
  type ZipFile as Yauzl,
} from 'yauzl'
import { BoxwrightError } from '../../../shared/errors.ts'
import { decodeText } from './decodeText.ts'
import { withSlashes } from './imagePath.ts'
import { isHiddenName } from './treeParts.ts'

export type ZipMember = {
  /** Path inside the zip, with `/`. */
  readonly name: string
  /** Unpacked, as the zip claims; reading fails when that is a lie. */
  readonly bytes: number
  readonly checksum: number
  readonly entry: Entry
}

export type ZipFile = {
  readonly path: string
  readonly members: readonly ZipMember[]
  /** @throws Error when the member is encrypted, damaged, or would grow beyond measure */
  readonly stream: (member: ZipMember) => Promise<Readable>
}

/** Text packs twenty to one, rarely a hundred; what packs far better was made to fill memory or disk. */
const greatestRatio = 1000
const ratioMatters = 1 << 24

export async function openZipFile(path: string): Promise<ZipFile> {
  const { size } = await stat(path)
  const reader = new PartsOfFile(path)
  const options = { autoClose: false, lazyEntries: true }
  return membersOf(path, size, await opened(path, (done) => fromRandomAccessReader(reader, size, options, done)))
}

/** For tests: a zip in memory. */
export async function zipFileOf(bytes: Buffer, path = 'bytes.zip'): Promise<ZipFile> {
  return membersOf(path, bytes.length, await opened(path, (done) => fromBuffer(bytes, { lazyEntries: true }, done)))
}

/** Opens the file for each part that is read, so that nobody has to close it, and the zip may be moved meanwhile. */
class PartsOfFile extends RandomAccessReader {
  readonly #path: string

  constructor(path: string) {
    super()
    this.#path = path
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 })
  }
}

type Opened = (error: Error | null, zip: Yauzl) => void

function opened(path: string, start: (done: Opened) => void): Promise<Yauzl> {
  return new Promise((resolve, reject) =>
    start((error, zip) => (error ? reject(refused(path, error.message)) : resolve(zip))),
  )
}

function refused(path: string, reason: string): BoxwrightError {
  const message = `${path} cannot be read as a zip: ${reason}. Unpack it with another program and choose the folder.`
  return new BoxwrightError('file-unreadable', message, { path })
}

async function membersOf(path: string, size: number, zip: Yauzl): Promise<ZipFile> {
  const members = await listMembers(path, zip)
  // Members that lie on top of each other unpack to more than any honest packing gives.
  const packed = members.reduce((sum, { entry }) => sum + entry.compressedSize, 0)
  if (packed > size) throw refused(path, 'its members lie on top of each other, as in a zip made to fill a disk')
  const stream = (member: ZipMember): Promise<Readable> => {
    const { name, bytes, entry } = member
    if (bytes > ratioMatters && bytes > entry.compressedSize * greatestRatio) {
      return Promise.reject(new Error(`${name} would unpack to ${bytes} bytes, far more than an honest file packs`))
    }
    return new Promise((resolve, reject) =>
      zip.openReadStream(entry, (error, content) =>
        error ? reject(refused(path, error.message)) : resolve(content as Readable),
      ),
    )
  }
  return { path, members, stream }
}

function listMembers(path: string, zip: Yauzl): Promise<ZipMember[]> {
  const members: ZipMember[] = []
  return new Promise((resolve, reject) => {
    // yauzl itself refuses absolute names and those with "..": such a zip is made to write outside of its folder.
    zip.on('error', (error: Error) => reject(refused(path, error.message)))
    zip.on('end', () => resolve(members))
    zip.on('entry', (entry: Entry) => {
      const name = nameOf(entry)
      if (validateFileName(name) !== null) return reject(refused(path, `"${name}" leads out of its folder`))
      const { uncompressedSize: bytes, crc32: checksum } = entry
      if (isPlainFile(name, entry)) members.push({ name, bytes, checksum, entry })
      zip.readEntry()
    })
    zip.readEntry()
  })
}

const utf8Flag = 0x800
const unicodeName = 0x7075

/** Programs that say nothing of the encoding mean their own, not the one of 1981 that the standard names. */
function nameOf({ fileName, fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const isSaid = (generalPurposeBitFlag & utf8Flag) !== 0 || extraFields.some((field) => field.id === unicodeName)
  return withSlashes(isSaid ? fileName : decodeText(fileNameRaw).text)
}

const fileTypeMask = 0o170000
const linkType = 0o120000

function isPlainFile(name: string, entry: Entry): boolean {
  // Unix keeps the type of a file in the upper half of its attributes.
  const isLink = ((entry.externalFileAttributes >>> 16) & fileTypeMask) === linkType
  return !isLink && !name.endsWith('/') && !name.split('/').some(isHiddenName)
}
