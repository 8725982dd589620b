/** VGG Image Annotator: a JSON project, its annotations alone, or a CSV table; versions 1 and 2. */
import { detectDocuments } from './detectDocuments.ts'
import { type CutDocument, type CutEntry, type CutRow, readDocuments } from './documents.ts'
import { writeDocuments } from './documentsWrite.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection, Format, ReadItem } from './format.ts'
import { joinPath } from './imagePath.ts'
import { firstValue, isListAt, isObjectAt, jsonAt, jsonFrame, jsonMembers, jsonSpans } from './jsonLists.ts'
import { textOf } from './jsonValues.ts'
import type { Frame, Span } from './textFrame.ts'
import { rowOfRegion, viaRow } from './viaRegion.ts'
import { readViaTable, viaTables } from './viaTable.ts'

export const via: Format = {
  id: 'via',
  label: 'VGG Image Annotator',
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
  detect,
  read,
  write: (dataset) =>
    writeDocuments(dataset, {
      id: 'via',
      pathOf: (part) => joinPath(part, 'via_region_data.json'),
      imagePathOf: joinPath,
      frameOf: () => ({ head: '{\n', gaps: [], tail: '\n}\n' }),
      entryGap: ',\n',
      rowGap: ', ',
      hasEmptyEntries: false,
      entryFrame: ({ name, kept }) => kept ?? freshEntry(name),
      row: viaRow,
    }),
}

/** VIA names an image by its file name and size in bytes; -1 stands for a size that nobody told. */
function freshEntry(name: string): Frame {
  const [key, filename] = [JSON.stringify(`${name}-1`), JSON.stringify(name)]
  return {
    head: `${key}: {"filename": ${filename}, "size": -1, "regions": [`,
    gaps: [],
    tail: '], "file_attributes": {}}',
  }
}

const jsonFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.json'))

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  yield* readDocuments('via', tree, jsonFiles(tree), cut)
  yield* readViaTable(tree)
}

type ViaEntry = CutEntry & { readonly frame: Frame }

/** Null when the document holds no images with regions. */
function cut(utf8: Buffer): CutDocument | null {
  const outer = jsonMembers(utf8, firstValue(utf8))
  if (!outer) return null
  const inner = outer.get('_via_img_metadata')
  const metadata =
    inner && isObjectAt(utf8, inner) ? inner : { start: firstValue(utf8), end: utf8.lastIndexOf(0x7d) + 1 }
  const members = inner ? jsonMembers(utf8, metadata.start)! : outer
  const entries: ViaEntry[] = []
  const spans: Span[] = []
  for (const span of members.values()) {
    const entry = cutEntry(utf8, span)
    if (!entry) return null
    entries.push(entry)
    spans.push({ start: keyStart(utf8, span.start), end: span.end })
  }
  const values = [...members.values()]
  const whole = { start: 0, end: utf8.length }
  const around = jsonFrame(utf8, whole, metadata, spans)
  const keyed = entries.map((entry, index) =>
    withKey(entry, utf8.toString('utf8', spans[index]!.start, values[index]!.start)),
  )
  return { frame: around, entries: keyed }
}

/** Where the name of the member whose value begins at `start` begins. */
function keyStart(utf8: Buffer, start: number): number {
  const end = utf8.lastIndexOf(0x22, start - 1)
  let at = utf8.lastIndexOf(0x22, end - 1)
  while (at > 0 && utf8[at - 1] === 0x5c) at = utf8.lastIndexOf(0x22, at - 1)
  return at
}

function withKey(entry: ViaEntry, key: string): ViaEntry {
  return { ...entry, frame: { ...entry.frame, head: key + entry.frame.head } }
}

function cutEntry(utf8: Buffer, span: Span): ViaEntry | null {
  const members = isObjectAt(utf8, span) ? jsonMembers(utf8, span.start)! : null
  const [filename, regions] = [members?.get('filename'), members?.get('regions')]
  const name = filename && textOf(jsonAt(utf8, filename).value)
  if (!name || !regions) return null
  const spans = regionSpans(utf8, regions)
  return {
    references: [name],
    size: null,
    units: 'pixels',
    isVerified: false,
    split: null,
    frame: jsonFrame(utf8, span, regions, spans),
    rows: spans.map((row) => cutRegion(utf8, row)),
  }
}

/** A list in version 2; in version 1 a map from numbers, whose keys belong to the rows. */
function regionSpans(utf8: Buffer, regions: Span): Span[] {
  const isList: boolean = isListAt(utf8, regions)
  if (isList) return [...jsonSpans(utf8, regions.start)]
  const members = jsonMembers(utf8, regions.start)
  return members ? [...members.values()].map(({ start, end }) => ({ start: keyStart(utf8, start), end })) : []
}

function cutRegion(utf8: Buffer, span: Span): CutRow {
  return rowOfRegion(utf8.toString('utf8', span.start, span.end))
}

async function detect(tree: FileTree): Promise<Detection> {
  const documents = await detectDocuments(tree, jsonFiles(tree), {
    isLikely: (text) => /"regions"\s*:/.test(text) && /"filename"\s*:/.test(text),
    cut,
    reason: 'has images with regions',
    none: 'there is no JSON file with regions, and no CSV table with region_shape_attributes',
    confidence: 0.95,
  })
  const [table] = await viaTables(tree)
  if (documents.labelFiles > 0 || !table) return documents
  return {
    ...documents,
    labelFiles: 1,
    layout: 'oneDocument',
    confidence: 0.95,
    reason: `${table} has region_shape_attributes`,
  }
}
