/** VIA's CSV table, versions 1 and 2: a row for each region, with its shape and attributes as JSON in a field. */
import { csvRows } from './csv.ts'
import type { FileTree } from './fileTree.ts'
import type { LabelledImage, ReadBox, ReadItem } from './format.ts'
import { splitOfListFile } from './imagePath.ts'
import { problemItem } from './problem.ts'
import { readOne, sampleTexts } from './readEachFile.ts'
import { rowOfRegion } from './viaRegion.ts'

const csvFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.csv'))

/** The tables among the CSV files of a tree. */
export async function viaTables(tree: FileTree): Promise<string[]> {
  const tables: string[] = []
  for (const path of csvFiles(tree)) {
    const [text] = await sampleTexts(tree, [path], 1)
    if (text?.split('\n', 1)[0]?.includes('region_shape_attributes')) tables.push(path)
  }
  return tables
}

export async function* readViaTable(tree: FileTree): AsyncGenerator<ReadItem> {
  for (const path of await viaTables(tree)) yield* await readOne(tree, path, (text) => parseTable(text, path))
}

function parseTable(text: string, file: string): ReadItem[] {
  const items: ReadItem[] = []
  const images = new Map<string, ReadBox[]>()
  let columns: readonly string[] | null = null
  for (const { values, line } of csvRows(text)) {
    if (!columns) {
      columns = values.map((name) => name.trim().replace(/^#/, ''))
      continue
    }
    const of = (name: string): string => values[columns!.indexOf(name)] ?? ''
    const [name, shape] = [of('filename'), of('region_shape_attributes')]
    const boxes = images.get(name) ?? []
    images.set(name, boxes)
    // An image without regions has one row with an empty shape.
    if (shape === '' || shape === '{}') continue
    const row = parseRegion(shape, of('region_attributes'))
    if (row?.box) boxes.push({ ...row.box, extras: { via: { row: row.text } }, line })
    if (row?.isBoxed)
      items.push(problemItem('polygon-boxed', { file, line }, 'is an outline; the box around it was taken'))
    if (row?.box) continue
    const message =
      row && !row.broken
        ? 'is a point or a line, which is no box; it was left out'
        : 'has a region_shape_attributes without a place; it was left out'
    items.push(problemItem('line-broken', { file, line }, message))
  }
  return [
    ...items,
    ...[...images].map(([name, boxes]) => ({ kind: 'image', image: imageOf(name, boxes, file) }) as const),
  ]
}

function parseRegion(shape: string, attributes: string) {
  try {
    return rowOfRegion(`{"shape_attributes":${shape},"region_attributes":${attributes || '{}'}}`)
  } catch {
    // Not JSON: the row is told as broken.
    return null
  }
}

function imageOf(name: string, boxes: readonly ReadBox[], file: string): LabelledImage {
  const plain = { size: null, units: 'pixels', isVerified: false, split: splitOfListFile(file), extras: null } as const
  return { ...plain, references: [name], sourceFile: file, boxes }
}
