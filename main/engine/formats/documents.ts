/**
 * Reading and writing of formats in which a document holds an entry for each image, and an entry a row for each box. Such a
 * format says how its documents are cut and what new ones look like; all the rest is here.
 */
import type { JsonObject } from '../../../shared/model.ts'
import type { Problem } from '../../../shared/reports.ts'
import { keyOfContent } from './contentKey.ts'
import { counted } from './counted.ts'
import type { FileTree } from './fileTree.ts'
import type { FormatId, LabelledImage, ReadBox, ReadItem } from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { problemItem } from './problem.ts'
import { readOneAsBytes } from './readEachFile.ts'
import type { Frame } from './textFrame.ts'

/** A row of an entry: with a box, with the reason why its box is left out, or another thing that is only kept. */
export type CutRow = {
  readonly text: string
  readonly box: ReadBox | null
  /** The box was made from an outline, a mask or a turned box. */
  readonly isBoxed?: boolean
  readonly broken?: string
}

export type CutEntry = Pick<LabelledImage, 'references' | 'size' | 'units' | 'isVerified' | 'split'> & {
  /** Null where the rows of an image do not stand together: it is then written as a new one. */
  readonly frame: Frame | null
  readonly rows: readonly CutRow[]
  readonly problems?: readonly Problem[]
}

export type CutDocument = {
  readonly frame: Frame
  readonly entries: readonly CutEntry[]
  /** The class list, where the document has one. */
  readonly classes?: readonly string[]
}

/** @param cut null for a file that is of another kind */
export async function* readDocuments(
  id: FormatId,
  tree: FileTree,
  paths: readonly string[],
  cut: (utf8: Buffer, path: string) => CutDocument | null,
): AsyncGenerator<ReadItem> {
  for (const path of paths) {
    yield* await readOneAsBytes(tree, path, (utf8) => {
      const document = cut(utf8, path)
      return document ? itemsOf(id, document, path) : [foreign(path)]
    })
  }
}

function foreign(file: string): ReadItem {
  return problemItem('file-foreign', { file }, 'is of another kind and was not read')
}

function itemsOf(id: FormatId, document: CutDocument, file: string): ReadItem[] {
  const content = { frame: document.frame } as unknown as JsonObject
  const key = keyOfContent({ file, ...content })
  const images = new Map<string, LabelledImage>()
  const items: ReadItem[] = [{ kind: 'source', source: { format: id, key, file, content } }]
  if (document.classes) items.push({ kind: 'classes', file, names: document.classes })
  for (const [at, entry] of document.entries.entries()) {
    items.push(...entryProblems(entry, file))
    const name = entry.references[0] ?? ''
    const known = images.get(name)
    // Some tools write an entry for each box: those of one image are one.
    images.set(name, known ? withMore(known, entry, id) : imageOf(entry, { id, key, at, file }))
  }
  return [...items, ...[...images.values()].map((image): ReadItem => ({ kind: 'image', image }))]
}

function entryProblems({ references, rows, problems = [] }: CutEntry, file: string): ReadItem[] {
  const of = references[0] ?? 'an image'
  const items: ReadItem[] = problems.map((problem) => ({ kind: 'problem', problem }))
  for (const [index, { broken }] of rows.entries()) {
    if (broken)
      items.push(problemItem('object-broken', { file }, `box ${index + 1} of ${of}: ${broken}; it was left out`))
  }
  const boxed = rows.filter(({ isBoxed }) => isBoxed).length
  if (boxed > 0)
    items.push(
      problemItem('polygon-boxed', { file }, `${counted(boxed, 'outline')} of ${of}; the box around each was taken`),
    )
  const others = rows.filter(({ box, broken }) => !box && !broken).length
  if (others > 0) {
    items.push(
      problemItem(
        'extras-kept',
        { file },
        `${counted(others, 'entry', 'entries')} of ${of} are no boxes; they are kept, not shown`,
      ),
    )
  }
  return items
}

type EntryPlace = { readonly id: FormatId; readonly key: string; readonly at: number; readonly file: string }

function imageOf(entry: CutEntry, { id, key, at, file }: EntryPlace): LabelledImage {
  const { references, size, units, isVerified, split, rows } = entry
  const others = rows.flatMap(({ box, broken, text }, index) => (box || broken ? [] : [{ at: index, row: text }]))
  const kept = { source: key, at, frame: entry.frame, ...(others.length > 0 ? { others } : {}) }
  return {
    references,
    sourceFile: file,
    size,
    units,
    boxes: boxesOf(entry, 0, id),
    isVerified: isVerified && rows.every(({ broken }) => !broken),
    split: split ?? splitOfListFile(file),
    extras: entry.frame && { [id]: kept as unknown as JsonObject },
  }
}

function boxesOf({ rows, frame: around }: CutEntry, first: number, id: FormatId): ReadBox[] {
  return rows.flatMap(({ box, text }, index) => {
    const kept: JsonObject = around ? { row: text, at: first + index } : { loose: text }
    return box ? [{ ...box, extras: { [id]: kept } }] : []
  })
}

function withMore(image: LabelledImage, entry: CutEntry, id: FormatId): LabelledImage {
  return { ...image, boxes: [...image.boxes, ...boxesOf(entry, image.boxes.length, id)] }
}
