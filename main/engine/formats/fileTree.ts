/** A read-only view of a folder of label files, or of a single one: on disk, or in memory for tests. */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import { promptly } from './promptFiles.ts'
import { endsOfBytes, isHiddenName, peekLength } from './treeParts.ts'
import { openZip } from './zipTree.ts'

export type FileTree = {
  readonly container: 'folder' | 'zip' | 'file'
  /** The folder from which all paths start, as an absolute path with `/`; empty in memory. */
  readonly root: string
  /** The files to read, sorted, as paths with `/`. */
  readonly files: readonly string[]
  /** Folders that could not be looked into. */
  readonly unreadable: readonly string[]
  /** Whether a file is there, be it one of `files` or one beside or above them (`../data.yaml`). */
  readonly has: (path: string) => boolean
  readonly read: (path: string) => Promise<Uint8Array>
  /** Beginning and end of a file, enough to tell what it is; all of a small one. */
  readonly peek: (path: string) => Promise<Uint8Array>
}

/** A description of a dataset stands for the folder it lies in. */
const isDescription = (path: string): boolean => /\.(ya?ml|data)$/i.test(path)

export async function openTree(path: string): Promise<FileTree> {
  const absolute = resolve(path)
  const entry = await stat(absolute).catch(() => null)
  if (!entry) {
    throw new BoxwrightError('folder-not-found', `${path} is not there: choose a folder or a label file.`, { path })
  }
  if (entry.isDirectory()) return folderTree(absolute)
  if (/\.zip$/i.test(absolute)) return openZip(absolute)
  return isDescription(absolute)
    ? folderTree(dirname(absolute))
    : diskTree('file', dirname(absolute), [basename(absolute)], [])
}

export function memoryTree(content: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const files = new Map(Object.entries(content))
  const bytesOf = (path: string): Uint8Array => {
    const bytes = files.get(path)
    if (bytes === undefined) throw new Error(`there is no ${path}`)
    return typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  }
  return {
    container: 'folder',
    root: '',
    files: [...files.keys()].sort(),
    unreadable: [],
    has: (path) => files.has(path),
    read: async (path) => bytesOf(path),
    peek: async (path) => endsOfBytes(bytesOf(path)),
  }
}

async function folderTree(root: string): Promise<FileTree> {
  const found: Found = { files: [], unreadable: [], seen: new Set() }
  await walk(root, '', found)
  return diskTree('folder', root, found.files.sort(), found.unreadable)
}

function diskTree(
  container: 'folder' | 'file',
  root: string,
  files: readonly string[],
  unreadable: readonly string[],
): FileTree {
  const prompt = promptly()
  const read = async (path: string): Promise<Uint8Array> =>
    (await prompt<Uint8Array | null>(
      () => readSmall(path),
      () => readFile(path),
    )) ?? readFile(path)
  return {
    container,
    root: root.replaceAll('\\', '/'),
    files,
    unreadable,
    has: (path) => existsSync(join(root, path)),
    read: (path) => read(join(root, path)),
    peek: (path) => endsOfFile(join(root, path)),
  }
}

/** A larger file keeps this thread too long; label files of one image are far smaller. */
const mostBytesHere = 1 << 20

/** Null for a large file, which is not read. */
function readSmall(path: string): Uint8Array | null {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    if (size > mostBytesHere) return null
    // Some file systems say 0 of what has a content.
    if (size === 0) return readFileSync(file)
    const bytes = Buffer.allocUnsafe(size)
    return bytes.subarray(0, readSync(file, bytes, 0, size, 0))
  } finally {
    closeSync(file)
  }
}

type Found = { readonly files: string[]; readonly unreadable: string[]; readonly seen: Set<string> }

/** Follows links, as data sets often have their images or labels behind one; `seen` stops a link that leads back. */
async function walk(root: string, folder: string, found: Found): Promise<void> {
  const absolute = join(root, folder)
  const real = await realpath(absolute).catch(() => absolute)
  if (found.seen.has(real)) return
  found.seen.add(real)
  const entries = await readdir(absolute, { withFileTypes: true }).catch(() => null)
  if (!entries) {
    found.unreadable.push(folder || root)
    return
  }
  for (const entry of entries) {
    if (isHiddenName(entry.name)) continue
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    const target = entry.isSymbolicLink() ? await stat(join(root, path)).catch(() => null) : entry
    if (target?.isDirectory()) await walk(root, path, found)
    else if (target?.isFile()) found.files.push(path)
  }
}

async function endsOfFile(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, 2 * peekLength)
    const bytes = Buffer.alloc(length)
    const first = Math.min(length, peekLength)
    await file.read(bytes, 0, first, 0)
    if (length > first) await file.read(bytes, first, length - first, size - (length - first))
    return bytes
  } finally {
    await file.close()
  }
}
