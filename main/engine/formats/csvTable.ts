/** Tables as they are made for TensorFlow's Object Detection API, by VoTT, Roboflow and for keras-retinanet. */
import { detectTables } from './detectTables.ts'
import type { FileTree } from './fileTree.ts'
import type { Format } from './format.ts'
import { joinPath, withSlashes } from './imagePath.ts'
import { numberOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import { type Columns, type ParsedRow, readTables, type TableSpec, writeTables } from './tables.ts'

export const csv: Format = {
  id: 'csv',
  label: 'CSV table',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'no',
    split: true,
    classList: false,
    score: false,
    note: false,
  },
  detect: (tree) => detectTables(tree, csvFiles(tree), spec, 0.85),
  read: (tree) => readTables(spec, tree, csvFiles(tree)),
  write: (dataset) => writeTables(dataset, spec),
}

const csvFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.csv'))

const spec: TableSpec = {
  id: 'csv',
  units: 'pixels',
  columnsOf,
  parse,
  header: ['filename', 'width', 'height', 'class', 'xmin', 'ymin', 'xmax', 'ymax'],
  uniqueBy: 'name',
  pathOf: (part) => joinPath(part, '_annotations.csv'),
  imagePathOf: joinPath,
  fields: (box, image, name) => ({
    image: name,
    class: box.className ?? '',
    width: String(image.size.width),
    height: String(image.size.height),
    x1: String(box.x1),
    y1: String(box.y1),
    x2: String(box.x2),
    y2: String(box.y2),
  }),
  canHold: (box) => !box.ignore,
}

const namesOf: Readonly<Record<string, readonly string[]>> = {
  image: ['filename', 'image', 'image_path', 'img', 'file', 'path', 'image_name', 'image_id'],
  class: ['class', 'label', 'class_name', 'name', 'category', 'object'],
  width: ['width', 'image_width', 'img_width'],
  height: ['height', 'image_height', 'img_height'],
  x1: ['xmin', 'x_min', 'x1', 'left'],
  y1: ['ymin', 'y_min', 'y1', 'top'],
  x2: ['xmax', 'x_max', 'x2', 'right'],
  y2: ['ymax', 'y_max', 'y2', 'bottom'],
}
const needed = ['image', 'class', 'x1', 'y1', 'x2', 'y2']

/** keras-retinanet's tables have no header: path, x1, y1, x2, y2, class; all but the path empty for an image without boxes. */
const retinanet: Columns = new Map([
  ['image', 0],
  ['x1', 1],
  ['y1', 2],
  ['x2', 3],
  ['y2', 4],
  ['class', 5],
])

function columnsOf(first: readonly string[]) {
  const header = first.map((name) => name.trim().toLowerCase())
  const columns = new Map<string, number>()
  for (const [column, names] of Object.entries(namesOf)) {
    const index = names.map((name) => header.indexOf(name)).find((at) => at !== -1)
    if (index !== undefined) columns.set(column, index)
  }
  if (needed.every((column) => columns.has(column))) return { columns, isHeader: true }
  const isPlain = first.length === 6 && first.slice(1, 5).every((value) => numberOf(value) !== null)
  return isPlain ? { columns: retinanet, isHeader: false } : null
}

function parse(of: (column: string) => string): ParsedRow | string {
  const image = withSlashes(of('image'))
  if (image === '') return 'names no image'
  const [width, height] = [numberOf(of('width')) ?? 0, numberOf(of('height')) ?? 0]
  const plain = { references: [image], size: width > 0 && height > 0 ? { width, height } : null }
  const texts = ['x1', 'y1', 'x2', 'y2'].map(of)
  if (texts.every((text) => text === '') && of('class') === '') return { ...plain, box: null }
  const [x1, y1, x2, y2] = texts.map(numberOf)
  if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') {
    return `has "${texts.find((text) => numberOf(text) === null)}" where a coordinate should be`
  }
  if (of('class') === '') return 'names no class'
  return { ...plain, box: { ...plainBox, x1, y1, x2, y2, className: of('class') } }
}
