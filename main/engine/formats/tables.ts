/**
 * Reading and writing of tables with a row for each box. A format says what its columns mean; rows that came from a table
 * keep their text but for the fields that changed, and columns that nobody knows keep their values.
 */
import type { JsonObject } from '../../../shared/model.ts'
import { changeOf } from './boxChange.ts'
import { keyOfContent } from './contentKey.ts'
import { type CsvRow, csvField, csvRows } from './csv.ts'
import { DocumentWriter } from './documentWriter.ts'
import type { FileTree } from './fileTree.ts'
import type {
  Dataset,
  DatasetImage,
  ExportPart,
  FormatId,
  LabelledBox,
  LabelledImage,
  ReadBox,
  ReadItem,
} from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { numberOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { problemItem } from './problem.ts'
import { readOne } from './readEachFile.ts'
import { frame, frameOf } from './textFrame.ts'
import { type ImagePlace, writeByPart } from './writeByPart.ts'

/** Which column of a table holds what. */
export type Columns = ReadonlyMap<string, number>
export type Fields = Readonly<Record<string, string>>

export type TableSpec = {
  readonly id: FormatId
  readonly units: LabelledImage['units']
  /** The columns by their first row; null for a table of another kind. `isHeader`: that row names them. */
  readonly columnsOf: (first: readonly string[]) => { readonly columns: Columns; readonly isHeader: boolean } | null
  /** What a row says, or in words why it says nothing. */
  readonly parse: (of: (column: string) => string) => ParsedRow | string
  readonly header: readonly string[]
  /** What of an image's path a row names. */
  readonly uniqueBy: 'stem' | 'name'
  readonly pathOf: (part: string) => string
  readonly imagePathOf: (part: string, name: string) => string
  /** The fields of a box: those that differ from its row are changed there. */
  readonly fields: (box: LabelledBox, image: DatasetImage, name: string) => Fields
  readonly canHold: (box: LabelledBox) => boolean
}

export type ParsedRow = Pick<LabelledImage, 'references' | 'size'> & { readonly box: ReadBox | null }

export async function* readTables(spec: TableSpec, tree: FileTree, paths: readonly string[]): AsyncGenerator<ReadItem> {
  for (const path of paths) yield* await readOne(tree, path, (text) => parseTable(spec, text, path))
}

function parseTable(spec: TableSpec, text: string, file: string): ReadItem[] {
  const rows = [...csvRows(text)]
  const found = spec.columnsOf(rows[0]?.values ?? [])
  if (!found) return [problemItem('file-foreign', { file }, 'is a table without the columns of this format')]
  const body = found.isHeader ? rows.slice(1) : rows
  const content = { frame: frameOf(text, body, text.length) } as unknown as JsonObject
  const key = keyOfContent({ file, ...content })
  const items: ReadItem[] = [{ kind: 'source', source: { format: spec.id, key, file, content } }]
  const images = new Map<string, LabelledImage & { readonly boxes: ReadBox[] }>()
  for (const [at, row] of body.entries()) {
    const parsed = spec.parse(fieldReader(row.values, found.columns))
    if (typeof parsed === 'string') {
      items.push(problemItem('line-broken', { file, line: row.line }, `${parsed}; the row was left out`))
      continue
    }
    const name = parsed.references[0] ?? ''
    const image = images.get(name) ?? imageOf(spec, parsed, file, key)
    images.set(name, image)
    const extras = { [spec.id]: { row: text.slice(row.start, row.end), at } }
    if (parsed.box) image.boxes.push({ ...parsed.box, line: row.line, extras })
  }
  return [...items, ...[...images.values()].map((image): ReadItem => ({ kind: 'image', image }))]
}

const fieldReader =
  (values: readonly string[], columns: Columns) =>
  (column: string): string =>
    values[columns.get(column) ?? -1]?.trim() ?? ''

function imageOf(spec: TableSpec, { references, size }: ParsedRow, file: string, source: string) {
  const plain = {
    units: spec.units,
    isVerified: false,
    split: splitOfListFile(file),
    extras: { [spec.id]: { source } },
  }
  return { ...plain, references, size, sourceFile: file, boxes: [] as ReadBox[] }
}

export function writeTables(dataset: Dataset, spec: TableSpec): AsyncGenerator<ExportPart> {
  return writeByPart(dataset, {
    ...spec,
    leftOutBecause: 'the table has no place for them',
    documentOf: (part, first) => new TableWriter(dataset, spec, part, first),
  })
}

/** The table of one part: its header is that of the source of its first image. */
class TableWriter {
  readonly #dataset: Dataset
  readonly #spec: TableSpec
  readonly #source: unknown
  readonly #columns: Columns
  readonly #count: number
  readonly #writer: DocumentWriter

  constructor(dataset: Dataset, spec: TableSpec, part: string, first: DatasetImage) {
    this.#dataset = dataset
    this.#spec = spec
    this.#source = keptOf(dataset.extrasOf(first), spec.id).source
    const source = dataset.sources.find(({ key }) => key === this.#source)
    const kept = frame.safeParse(source?.content.frame).data
    const header = [...csvRows(kept?.head ?? '')][0]?.values ?? spec.header
    const found = spec.columnsOf(header) ?? spec.columnsOf(spec.header)!
    this.#columns = found.columns
    this.#count = found.isHeader ? header.length : Math.max(...found.columns.values()) + 1
    const fresh = { head: `${spec.header.join(',')}\n`, gaps: [], tail: '\n' }
    this.#writer = new DocumentWriter(spec.pathOf(part), kept ?? fresh, '\n')
  }

  *add({ image, name }: ImagePlace, boxes: readonly LabelledBox[]): Generator<ExportPart> {
    const isOwn = keptOf(this.#dataset.extrasOf(image), this.#spec.id).source === this.#source
    for (const box of boxes) {
      const { row, at } = keptOf(box.extras, this.#spec.id)
      const kept = isOwn && typeof row === 'string' ? row : null
      yield* this.#writer.add(isOwn ? numberOf(at) : null, this.#row(kept, box, image, name))
    }
  }

  *end(): Generator<ExportPart> {
    yield* this.#writer.end()
  }

  #row(row: string | null, box: LabelledBox, image: DatasetImage, name: string): string {
    const fields = this.#spec.fields(box, image, name)
    const given = row === null ? null : firstRow(row)
    const read = given && this.#spec.parse(fieldReader(given.values, this.#columns))
    const before = read && typeof read !== 'string' ? read.box : null
    const change = changeOf(before, box, { units: this.#spec.units, size: image.size })
    if (row === null || !given || !before || !change) return this.#joined(Array(this.#count).fill(''), fields)
    // Compared as text after the same printing, so that 0.5 and 0.50 are no difference.
    const old = this.#spec.fields({ ...before, ...(change.isMoved ? {} : cornersOf(box)) }, image, name)
    const changed = Object.entries(fields).filter(([column, value]) => old[column] !== value)
    return changed.length === 0 ? row : this.#joined(given.values, Object.fromEntries(changed))
  }

  #joined(values: readonly string[], fields: Fields): string {
    const fresh = [...values]
    for (const [column, value] of Object.entries(fields)) {
      const index = this.#columns.get(column)
      if (index !== undefined) fresh[index] = value
    }
    return fresh.map(csvField).join(',')
  }
}

function firstRow(row: string): CsvRow | null {
  return [...csvRows(row)][0] ?? null
}

const cornersOf = ({ x1, y1, x2, y2 }: LabelledBox) => ({ x1, y1, x2, y2 })
