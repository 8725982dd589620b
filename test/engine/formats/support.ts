/** What the tests of all formats share: reading to the end, writing into memory, and a way to the real data. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FileTree, memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type {
  Dataset,
  DatasetImage,
  Format,
  FormatOptions,
  LabelledBox,
  LabelledImage,
  SourceDocument,
} from '../../../main/engine/formats/format.ts'
import { indexImages } from '../../../main/engine/formats/matchImages.ts'
import { placeBoxes } from '../../../main/engine/formats/placeBoxes.ts'
import type { Size } from '../../../shared/box.ts'
import type { Problem } from '../../../shared/reports.ts'
import { projectFolder } from '../../support/sourceFiles.ts'

export type ReadResult = {
  readonly images: LabelledImage[]
  readonly problems: Problem[]
  readonly classes: (readonly string[])[]
  readonly sources: SourceDocument[]
}

export async function readAll(format: Format, tree: FileTree, options: FormatOptions = {}): Promise<ReadResult> {
  const result: ReadResult = { images: [], problems: [], classes: [], sources: [] }
  for await (const item of format.read(tree, options)) {
    if (item.kind === 'image') result.images.push(item.image)
    else if (item.kind === 'problem') result.problems.push(item.problem)
    else if (item.kind === 'classes') result.classes.push(item.names)
    else result.sources.push(item.source)
  }
  return result
}

export type Written = {
  readonly texts: Record<string, string>
  readonly images: Record<string, string>
  readonly problems: Problem[]
}

export async function writeToMemory(format: Format, dataset: Dataset, options: FormatOptions = {}): Promise<Written> {
  const written: Written = { texts: {}, images: {}, problems: [] }
  for await (const part of format.write(dataset, options)) {
    if (part.kind === 'text') written.texts[part.path] = (written.texts[part.path] ?? '') + part.text
    else if (part.kind === 'image') written.images[part.path] = part.source
    else written.problems.push(part.problem)
  }
  return written
}

export async function readBack(format: Format, dataset: Dataset, options: FormatOptions = {}): Promise<ReadResult> {
  const { texts } = await writeToMemory(format, dataset, options)
  return readAll(format, memoryTree(texts), options)
}

export function labelled(className: string | null, corners: readonly number[], patch: Partial<LabelledBox> = {}) {
  const [x1, y1, x2, y2] = corners as [number, number, number, number]
  const plain = {
    difficult: false,
    truncated: null,
    occluded: null,
    ignore: false,
    score: null,
    note: '',
    extras: null,
  }
  return { className, x1, y1, x2, y2, ...plain, ...patch } satisfies LabelledBox
}

type ImageWithBoxes = Partial<DatasetImage> & { readonly path: string; readonly boxes?: readonly LabelledBox[] }

/** Images of 100 x 50 pixels unless said otherwise; category ids are 10, 20, … so that they differ from positions. */
export function datasetOf(classNames: readonly string[], given: readonly ImageWithBoxes[]): Dataset {
  const boxes = new Map<number, readonly LabelledBox[]>()
  const images = given.map(({ boxes: own = [], ...image }, index) => {
    boxes.set(index + 1, own)
    const plain = { file: `/photos/${image.path}`, size: { width: 100, height: 50 }, split: null, isVerified: false }
    return { id: index + 1, ...plain, ...image }
  })
  const categories = classNames.map((name, index) => ({ id: 10 * (index + 1), name }))
  return { categories, images, sources: [], boxesOf: (image) => boxes.get(image.id) ?? [], extrasOf: () => null }
}

export const kindsOf = (problems: readonly Problem[]): string[] => problems.map((problem) => problem.kind)

export const cornersOf = ({ x1, y1, x2, y2 }: LabelledBox): number[] => [x1, y1, x2, y2]

/** The folder of real label files, or null; then the reason is printed once and the tests are skipped. */
export function realData(): string | null {
  const folder = join(process.env.BOXWRIGHT_SHARED ?? join(projectFolder, '../shared'), 'data')
  if (existsSync(folder)) return folder
  console.warn(`skipped: no real label files in ${folder}; set BOXWRIGHT_SHARED to the folder that holds data/`)
  return null
}

/** What comes out when the labels are read for these images, sizes by path, and written again untouched. */
export async function writtenAgain(
  format: Format,
  texts: Readonly<Record<string, string>>,
  images: Readonly<Record<string, Size>>,
  change: (box: LabelledBox) => LabelledBox | null = (box) => box,
): Promise<Written> {
  const result = await readAll(format, memoryTree(texts))
  const paths = Object.keys(images)
  const index = indexImages(paths.map((path) => ({ rootPath: '/photos', path })))
  const read = new Map(
    result.images.flatMap((image) => {
      const match = index.match(image.references)
      return match.kind === 'matched' ? [[match.image.path, image] as const] : []
    }),
  )
  const given = paths.map((path) => ({ path, size: images[path]!, isVerified: read.get(path)?.isVerified ?? false }))
  const classNames = result.classes.flat()
  const boxesOf = (path: string) => placeBoxes(read.get(path)!, images[path]!).boxes
  const present = paths.filter((path) => read.has(path))
  for (const path of present) classNames.push(...boxesOf(path).flatMap(({ className }) => className ?? []))
  const dataset = datasetOf(
    [...new Set(classNames)],
    given.filter(({ path }) => read.has(path)),
  )
  return writeToMemory(format, {
    ...dataset,
    sources: result.sources,
    boxesOf: (image) => boxesOf(image.path).flatMap((box) => change(box) ?? []),
    extrasOf: (image) => read.get(image.path)!.extras,
  })
}
