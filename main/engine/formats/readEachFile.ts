/** The common way to read a format that has one label file for each image. */
import { setImmediate } from 'node:timers/promises'
import { BrokenFile } from './brokenFile.ts'
import { toUtf8 } from './decodeText.ts'
import type { FileTree } from './fileTree.ts'
import type { ReadItem } from './format.ts'
import { problemItem } from './problem.ts'

/** Files asked for before they are needed: enough to keep a slow disk busy, few enough to hold in memory. */
const filesAhead = 16
const turnEvery = 64

export type ParseFile = (text: string, path: string) => readonly ReadItem[]

export async function* readEachFile(
  tree: FileTree,
  paths: readonly string[],
  parse: ParseFile,
): AsyncGenerator<ReadItem> {
  const pending: Promise<Iterable<ReadItem>>[] = []
  for (const [index, path] of paths.entries()) {
    // Other calls, such as one that cancels, get their turn.
    if (index % turnEvery === 0) await setImmediate()
    pending.push(readOne(tree, path, parse))
    if (pending.length >= filesAhead) yield* await pending.shift()!
  }
  for (const items of pending) yield* await items
}

/** The items of one file; for one that cannot be read or understood, the problem. */
export function readOne(tree: FileTree, path: string, parse: ParseFile): Promise<Iterable<ReadItem>> {
  return readOneAsBytes(tree, path, (utf8) => parse(utf8.toString(), path))
}

/** For files that may be too large for a string; items may be made while they are taken, but not fail or read bytes then. */
export async function readOneAsBytes(
  tree: FileTree,
  path: string,
  parse: (utf8: Buffer, path: string) => Iterable<ReadItem> | Promise<Iterable<ReadItem>>,
): Promise<Iterable<ReadItem>> {
  const bytes = await tree.read(path).catch((error: Error) => error)
  if (bytes instanceof Error) {
    return [problemItem('file-unreadable', { file: path }, `cannot be read: ${bytes.message}`)]
  }
  try {
    const { utf8, encoding, isGuessed } = toUtf8(bytes)
    const parsed = parse(utf8, path)
    const items = parsed instanceof Promise ? await parsed : parsed
    release(utf8)
    return isGuessed ? [encodingItem(path, encoding), ...items] : items
  } catch (error) {
    if (error instanceof BrokenFile) {
      return [problemItem('file-broken', { file: path, line: error.line }, error.message)]
    }
    // Whatever a library stumbles over in one file must not stop the other hundred thousand.
    const reason = error instanceof Error ? error.message : String(error)
    return [problemItem('file-broken', { file: path }, `cannot be understood: ${reason}`)]
  }
}

/**
 * Gives the bytes of a file back at once. Else they stay until the next full collection of garbage, which can be minutes
 * away: hundreds of megabytes beside all the boxes that were made of them.
 */
function release(bytes: Buffer): void {
  const { buffer } = bytes
  // A small file shares its memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0)
}

function encodingItem(file: string, encoding: string): ReadItem {
  const message = `is not UTF-8 and was read as ${encoding}: check the class names, or save it as UTF-8`
  return problemItem('encoding-guessed', { file }, message)
}

/** `ignored` are files of the same kind that lie elsewhere. */
export type LabelFiles = { readonly paths: readonly string[]; readonly ignored: readonly string[] }

/** The label files with this extension: those in folders of the given name when there are such, else all. */
export function labelFilesOf(tree: FileTree, extension: string, folderName: string): LabelFiles {
  const all = tree.files.filter((path) => path.toLowerCase().endsWith(extension))
  const isInFolder = (path: string): boolean => path.toLowerCase().split('/').slice(0, -1).includes(folderName)
  const inside = all.filter(isInFolder)
  if (inside.length === 0) return { paths: all, ignored: [] }
  return { paths: inside, ignored: all.filter((path) => !isInFolder(path)) }
}

/** Texts of the first files that hold something, to tell what they are. */
export async function sampleTexts(tree: FileTree, paths: readonly string[], count: number): Promise<string[]> {
  const texts: string[] = []
  // Empty files are common (images without objects), so a few more are looked at.
  for (const path of paths.slice(0, 10 * count)) {
    const bytes = await tree.read(path).catch(() => null)
    const text = bytes ? toUtf8(bytes).utf8.toString().trim() : ''
    if (text !== '') texts.push(text)
    if (texts.length === count) break
  }
  return texts
}
