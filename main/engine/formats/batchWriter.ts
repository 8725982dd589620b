/** Writes many small files, some at a time, and keeps account of what must be there in the end. */
import { appendFileSync, constants, statSync } from 'node:fs'
import { access, appendFile, copyFile, link, mkdir, readdir, realpath, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ImageHandling } from '../../../shared/exchange/exportSettings.ts'
import type { Problem } from '../../../shared/reports.ts'
import { withSlashes } from './imagePath.ts'
import { pauses } from './pauses.ts'
import { problemAt } from './problem.ts'
import { promptly } from './promptFiles.ts'

/** Writes an image in another way than by a copy; false: it is copied like the others. */
export type CopyInstead = (source: string, target: string) => Promise<boolean>

/** Files written at once: enough to keep a disk busy. */
const filesAtOnce = 64
/** Characters of text held back at most. */
const mostText = 1 << 22

export class BatchWriter {
  readonly problems: Problem[] = []
  readonly #folder: string
  readonly #handling: ImageHandling
  readonly #copyInstead: CopyInstead
  readonly #texts = new Map<string, string>()
  readonly #images = new Map<string, string>()
  readonly #made = new Set<string>()
  /** Bytes of every text file, and null for every image, that must be there in the end. */
  readonly #expected = new Map<string, number | null>()
  readonly #prompt = promptly()
  readonly #pause = pauses()
  #textLength = 0
  #hasLinks = false

  constructor(folder: string, handling: ImageHandling, copyInstead: CopyInstead = async () => false) {
    this.#folder = folder
    this.#handling = handling
    this.#copyInstead = copyInstead
  }

  addText(path: string, text: string): void {
    this.#texts.set(path, (this.#texts.get(path) ?? '') + text)
    this.#textLength += text.length
  }

  addImage(path: string, source: string): void {
    if (this.#handling !== 'none') this.#images.set(path, source)
  }

  isFull(): boolean {
    return this.#texts.size + this.#images.size >= filesAtOnce || this.#textLength >= mostText
  }

  async flush(): Promise<void> {
    await this.#pause()
    const texts = [...this.#texts].map(([path, text]) => this.#writeText(path, text))
    const images = [...this.#images].map(([path, source]) => this.#writeImage(path, source))
    // All must have ended before an error is passed on, or they would write into a folder that is being removed.
    const results = await Promise.allSettled([...texts, ...images])
    for (const result of results) if (result.status === 'rejected') throw result.reason
    this.#texts.clear()
    this.#images.clear()
    this.#textLength = 0
  }

  /** Compares the disk with the account; gives the paths of the text files. */
  async readBack(): Promise<string[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true })
    const found = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => withSlashes(join(entry.parentPath, entry.name).slice(this.#folder.length + 1)))
    const isAsExpected = found.length === this.#expected.size && (await this.#everyInBatches(found))
    if (isAsExpected) return found.filter((path) => this.#expected.get(path) !== null).sort()
    const message = `The ${this.#expected.size} files written do not read back from ${this.#folder}: check the disk.`
    throw new BoxwrightError('file-unreadable', message, { expected: this.#expected.size, found: found.length })
  }

  async #writeText(path: string, text: string): Promise<void> {
    await this.#makeFolderOf(path)
    const file = join(this.#folder, path)
    await this.#prompt(
      () => appendFileSync(file, text),
      () => appendFile(file, text),
    )
    this.#expected.set(path, (this.#expected.get(path) ?? 0) + Buffer.byteLength(text))
  }

  async #writeImage(path: string, source: string): Promise<void> {
    await this.#makeFolderOf(path)
    const real = await readablePath(source)
    if (real === null) {
      this.problems.push(problemAt('image-missing', { file: source }, 'cannot be read and is not in the export'))
      return
    }
    const target = join(this.#folder, path)
    if (this.#handling !== 'copy') await this.#link(real, target)
    else if (!(await this.#copyInstead(source, target))) await copyFile(real, target, constants.COPYFILE_FICLONE)
    this.#expected.set(path, null)
  }

  async #link(source: string, target: string): Promise<void> {
    if (this.#handling === 'symlink') await symlink(source, target)
    else await link(source, target).catch(() => symlink(source, target))
    if (this.#hasLinks) return
    this.#hasLinks = true
    const message = 'are linked, not copied: a tool that changes images of the export changes your originals'
    this.problems.push(problemAt('images-linked', { file: 'images' }, message))
  }

  async #makeFolderOf(path: string): Promise<void> {
    const folder = dirname(join(this.#folder, path))
    if (this.#made.has(folder)) return
    await mkdir(folder, { recursive: true })
    this.#made.add(folder)
  }

  async #everyInBatches(paths: readonly string[]): Promise<boolean> {
    for (let start = 0; start < paths.length; start += filesAtOnce) {
      await this.#pause()
      const results = await Promise.all(paths.slice(start, start + filesAtOnce).map((path) => this.#hasItsSize(path)))
      if (!results.every(Boolean)) return false
    }
    return true
  }

  async #hasItsSize(path: string): Promise<boolean> {
    const expected = this.#expected.get(path)
    if (expected === undefined) return false
    const file = join(this.#folder, path)
    const { size } = await this.#prompt(
      () => statSync(file),
      () => stat(file),
    )
    return expected === null || expected === size
  }
}

/** The file itself, as a link to a relative link would break; null when it is gone or locked. */
async function readablePath(source: string): Promise<string | null> {
  try {
    const real = await realpath(source)
    await access(real, constants.R_OK)
    return real
  } catch {
    return null
  }
}
