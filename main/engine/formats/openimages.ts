/** OpenImages: tables of boxes in shares of the image, and one with the names of the classes. */
import { csvField, csvRows } from './csv.ts'
import { decodeText } from './decodeText.ts'
import { detectTables } from './detectTables.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, DatasetImage, ExportPart, Format, LabelledBox, ReadItem } from './format.ts'
import { fileNameOf, joinPath, stemOf } from './imagePath.ts'
import { numberOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { type ParsedRow, readTables, type TableSpec, writeTables } from './tables.ts'

export const openimages: Format = {
  id: 'openimages',
  label: 'OpenImages',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'yesOrNo',
    occluded: 'yesOrNo',
    ignoreRegions: 'withClass',
    verified: 'no',
    split: true,
    classList: true,
    score: true,
    note: false,
  },
  detect: async (tree) => detectTables(tree, tables(tree), specOf(await readNames(tree)), 0.95),
  read,
  write,
}

const tables = (tree: FileTree): string[] => tree.files.filter((path) => /\.csv$/i.test(path) && !isNames(path))
const isNames = (path: string): boolean => /class-descriptions.*\.csv$/i.test(fileNameOf(path))
const namesFile = 'annotations/class-descriptions.csv'

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  const names = await readNames(tree)
  if (names.size > 0) {
    const file = tree.files.find(isNames)!
    yield { kind: 'classes', file, names: [...names.values()] }
    yield { kind: 'source', source: { format: 'openimages', key: 'names', file, content: Object.fromEntries(names) } }
  }
  yield* readTables(specOf(names), tree, tables(tree))
}

/** By the label's id, such as /m/01g317. */
async function readNames(tree: FileTree): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const path of tree.files.filter(isNames)) {
    const bytes = await tree.read(path).catch(() => new Uint8Array())
    for (const { values } of csvRows(decodeText(bytes).text)) {
      const [id, name] = values.map((value) => value.trim())
      // Newer versions have a header.
      if (id && name && id !== 'LabelName') names.set(id, name)
    }
  }
  return names
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const kept = dataset.sources.find(({ key }) => key === 'names')?.content ?? {}
  const idOfName = new Map(Object.entries(kept).map(([id, name]) => [String(name), id]))
  // A class that OpenImages does not know is its own id.
  const ids = new Map(dataset.categories.map(({ name }) => [name, idOfName.get(name) ?? name]))
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  yield* writeTables(dataset, specOf(names))
  const rows = [...ids].map(([name, id]) => `${csvField(id)},${csvField(name)}\n`)
  yield { kind: 'text', path: namesFile, text: `LabelName,DisplayName\n${rows.join('')}` }
}

const header =
  'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside'.split(
    ',',
  )
const needed = ['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax']

function specOf(names: ReadonlyMap<string, string>): TableSpec {
  const ids = new Map([...names].map(([id, name]) => [name, id]))
  return {
    id: 'openimages',
    units: 'fractions',
    columnsOf: (first) => {
      const columns = new Map(first.map((name, index) => [name.trim(), index]))
      return needed.every((name) => columns.has(name)) ? { columns, isHeader: true } : null
    },
    parse: (of) => parse(of, names),
    header,
    uniqueBy: 'stem',
    pathOf: (part) => `annotations/${part || 'train'}-annotations-bbox.csv`,
    imagePathOf: (part, name) => joinPath(`images/${part || 'train'}`, name),
    fields: (box, image, name) => fieldsOf(box, image, name, ids.get(box.className ?? '') ?? ''),
    canHold: (box) => box.className !== null,
  }
}

function fieldsOf(box: LabelledBox, { size }: DatasetImage, name: string, label: string) {
  return {
    ImageID: stemOf(name),
    Source: 'xclick',
    LabelName: label,
    Confidence: String(box.score ?? 1),
    XMin: String(box.x1 / size.width),
    XMax: String(box.x2 / size.width),
    YMin: String(box.y1 / size.height),
    YMax: String(box.y2 / size.height),
    IsOccluded: flagOf(box.occluded),
    IsTruncated: flagOf(box.truncated),
    IsGroupOf: box.ignore ? '1' : '0',
    IsDepiction: '-1',
    IsInside: '-1',
  }
}

/** -1 stands for what nobody said. */
const flagOf = (value: number | null): string => (value === null ? '-1' : value > 0 ? '1' : '0')
const yesOrNo = (text: string): 0 | 1 | null => (text === '1' ? 1 : text === '0' ? 0 : null)

function parse(of: (column: string) => string, names: ReadonlyMap<string, string>): ParsedRow | string {
  const [image, label] = [of('ImageID'), of('LabelName')]
  if (image === '' || label === '') return 'names no image or no class'
  const corners = ['XMin', 'YMin', 'XMax', 'YMax'].map((column) => numberOf(of(column)))
  const [x1, y1, x2, y2] = corners
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') {
    return 'has no number in XMin, YMin, XMax or YMax'
  }
  const confidence = numberOf(of('Confidence'))
  const labels = {
    className: names.get(label) ?? label,
    occluded: yesOrNo(of('IsOccluded')),
    truncated: yesOrNo(of('IsTruncated')),
    // A group drawn as one box is neither an object nor background.
    ignore: of('IsGroupOf') === '1',
    score: confidence === null || confidence === 1 ? null : confidence,
  }
  return { references: [image], size: null, box: { ...plainBox, x1, y1, x2, y2, ...labels } }
}
