/**
 * The label files of a zip, read where they lie: nothing is unpacked. Names that would lead out of a folder, and members that
 * grow beyond measure when unpacked, are refused.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type Entry, fromBuffer, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { FileTree } from './fileTree.ts'
import { hasImageExtension, withSlashes } from './imagePath.ts'
import { endsOfBytes, isHiddenName } from './treeParts.ts'

/** A label file larger than this is none; real ones reach half a gigabyte. */
const largestMember = 2 ** 31 - 1
/** Text packs twenty to one, rarely a hundred; what packs far better was made to fill memory. */
const greatestRatio = 1000
const ratioMatters = 1 << 24

export async function openZip(path: string): Promise<FileTree> {
  const { size } = await stat(path)
  const reader = new PartsOfFile(path)
  return treeOf(
    path,
    await zipFile((done) => fromRandomAccessReader(reader, size, { autoClose: false, lazyEntries: true }, done), path),
  )
}

/** For tests: a zip in memory. */
export async function openZipBytes(bytes: Buffer): Promise<FileTree> {
  return treeOf('bytes.zip', await zipFile((done) => fromBuffer(bytes, { lazyEntries: true }, done), 'bytes.zip'))
}

/** Opens the file for each part that is read, so that nobody has to close the tree, and the zip may be moved meanwhile. */
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

type Opened = (error: Error | null, zip: ZipFile) => void

function zipFile(start: (done: Opened) => void, path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    start((error, zip) => (error ? reject(refused(path, error.message)) : resolve(zip))),
  )
}

function refused(path: string, reason: string): BoxwrightError {
  const message = `${path} cannot be read as a zip: ${reason}. Unpack it with another program and choose the folder.`
  return new BoxwrightError('file-unreadable', message, { path })
}

async function treeOf(path: string, zip: ZipFile): Promise<FileTree> {
  const files = await entriesOf(zip, path)
  const read = (file: string): Promise<Buffer> => {
    const entry = files.get(file)
    return entry ? bytesOf(zip, entry, path) : Promise.reject(new Error(`there is no ${file} in ${path}`))
  }
  return {
    container: 'zip',
    // The zip's own name may tell images of the same name apart, as that of a folder.
    root: withSlashes(path).replace(/\.zip$/i, ''),
    files: [...files.keys()].sort(),
    unreadable: [],
    has: (file) => files.has(file),
    read,
    peek: async (file) => endsOfBytes(await read(file)),
  }
}

function entriesOf(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    // yauzl itself refuses absolute names and those with "..": such a zip is made to write outside of its folder.
    zip.on('error', (error: Error) => reject(refused(path, error.message)))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      const name = withSlashes(entry.fileName)
      const isFile = !name.endsWith('/') && !name.split('/').some(isHiddenName)
      // Pictures are not read; there may be a hundred thousand of them.
      if (isFile && !hasImageExtension(name)) entries.set(name, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

async function bytesOf(zip: ZipFile, entry: Entry, path: string): Promise<Buffer> {
  const { fileName, uncompressedSize, compressedSize } = entry
  const isBomb = uncompressedSize > ratioMatters && uncompressedSize > compressedSize * greatestRatio
  if (uncompressedSize > largestMember || isBomb) {
    throw new Error(`${fileName} would unpack to ${uncompressedSize} bytes, far more than a label file has`)
  }
  const chunks: Buffer[] = []
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(refused(path, error.message)) : resolve(opened))),
  )
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
