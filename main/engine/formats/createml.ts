/** CreateML: a JSON list with an entry for each image, boxes by their centre in pixels. */
import { boxHeight, boxWidth } from '../../../shared/box.ts'
import { detectDocuments } from './detectDocuments.ts'
import { type CutDocument, type CutEntry, type CutRow, readDocuments } from './documents.ts'
import { writeDocuments } from './documentsWrite.ts'
import { editFrame } from './entryRows.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection, Format, ReadBox } from './format.ts'
import { joinPath, withoutKindFolders, withSlashes } from './imagePath.ts'
import { firstValue, isListAt, isObjectAt, jsonAt, jsonFrame, jsonMembers, jsonSpans } from './jsonLists.ts'
import { memberEdits, printJsonRow } from './jsonRows.ts'
import { type JsonRecord, numberOf, recordOf, textOf } from './jsonValues.ts'
import { plainBox } from './plainBox.ts'
import type { Frame, Span } from './textFrame.ts'

export const createml: Format = {
  id: 'createml',
  label: 'CreateML',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'always',
    split: true,
    classList: false,
    score: true,
    note: false,
  },
  detect,
  read: (tree) => readDocuments('createml', tree, jsonFiles(tree), cut),
  write: (dataset) =>
    writeDocuments(dataset, {
      id: 'createml',
      pathOf: (part) => joinPath(part, '_annotations.createml.json'),
      imagePathOf: joinPath,
      frameOf: () => ({ head: '[\n', gaps: [], tail: '\n]\n' }),
      entryGap: ',\n',
      rowGap: ', ',
      hasEmptyEntries: false,
      entryFrame: ({ image, name, kept }) => {
        return kept ? patchEntry(kept, name, image.isVerified) : freshEntry(name, image.isVerified)
      },
      row: (box, image, row) =>
        printJsonRow({
          row,
          box,
          frame: { units: 'pixels', size: image.size },
          parse: boxOf,
          patch: (record, change) => ({
            ...record,
            ...(change.isRelabelled ? { label: box.className } : {}),
            ...(change.isMoved ? { coordinates: { ...recordOf(record.coordinates), ...coordinatesOf(box) } } : {}),
            ...(change.isScored && box.score !== null ? { confidence: box.score } : {}),
          }),
        }),
    }),
}

function coordinatesOf(box: { x1: number; y1: number; x2: number; y2: number }): JsonRecord {
  return { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2, width: boxWidth(box), height: boxHeight(box) }
}

function freshEntry(name: string, isVerified: boolean): Frame {
  const verified = isVerified ? '"verified": true, ' : ''
  return { head: `{"image": ${JSON.stringify(name)}, ${verified}"annotations": [`, gaps: [], tail: ']}' }
}

function patchEntry(kept: Frame, name: string, isVerified: boolean): Frame {
  return editFrame(kept, (text) => {
    const entry = recordOf(JSON.parse(text)) ?? {}
    const key = imageKeys.find((some) => some in entry)!
    const isSameName = withoutKindFolders(withSlashes(String(entry[key]))) === name
    return memberEdits(text, { ...(isSameName ? {} : { [key]: name }), verified: isVerified })
  })
}

const jsonFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.json'))

// labelImg and Apple say `image` and `annotations`; Label Studio and others differ.
const imageKeys = ['image', 'imagefilename', 'image_filename', 'filename']
const listKeys = ['annotations', 'annotation']

/** Null when the document is no list of such entries. */
function cut(utf8: Buffer): CutDocument | null {
  const start = firstValue(utf8)
  const list = { start, end: lastOf(utf8) }
  if (!isListAt(utf8, list)) return null
  const spans = [...jsonSpans(utf8, start)]
  const entries = spans.map((span) => cutEntry(utf8, span))
  if (spans.length > 0 && !entries.some((entry) => entry !== null)) return null
  const whole = { start: 0, end: utf8.length }
  return { frame: jsonFrame(utf8, whole, list, spans), entries: entries.filter((entry) => entry !== null) }
}

function lastOf(utf8: Buffer): number {
  return utf8.lastIndexOf(0x5d) + 1
}

function cutEntry(utf8: Buffer, span: Span): CutEntry | null {
  if (!isObjectAt(utf8, span)) return null
  const members = jsonMembers(utf8, span.start)!
  const nameAt = imageKeys.map((key) => members.get(key)).find((member) => member !== undefined)
  const list = listKeys.map((key) => members.get(key)).find((member) => isListAt(utf8, member))
  const name = nameAt && textOf(jsonAt(utf8, nameAt).value)
  if (!name || !list) return null
  const spans = [...jsonSpans(utf8, list.start)]
  const verified = members.get('verified')
  return {
    references: [name],
    size: null,
    units: 'pixels',
    isVerified: verified !== undefined && jsonAt(utf8, verified).value === true,
    split: null,
    frame: jsonFrame(utf8, span, list, spans),
    rows: spans.map((row) => cutRow(utf8, row)),
  }
}

function cutRow(utf8: Buffer, span: Span): CutRow {
  const { text, value } = jsonAt(utf8, span)
  const box = boxOf(recordOf(value) ?? {})
  return box
    ? { text, box }
    : { text, box: null, broken: 'has no "label" or no "coordinates" with x, y, width, height' }
}

function boxOf(record: JsonRecord): ReadBox | null {
  const coordinates = recordOf(record.coordinates)
  // Class numbers instead of names become names.
  const className = textOf(record.label) ?? numberOf(record.label)?.toString() ?? null
  const [x, y] = [numberOf(coordinates?.x), numberOf(coordinates?.y)]
  const [width, height] = [numberOf(coordinates?.width), numberOf(coordinates?.height)]
  if (className === null || x === null || y === null || width === null || height === null) return null
  const corners = { x1: x - width / 2, y1: y - height / 2, x2: x + width / 2, y2: y + height / 2 }
  return { ...plainBox, ...corners, className, score: numberOf(record.confidence) }
}

function detect(tree: FileTree): Promise<Detection> {
  return detectDocuments(tree, jsonFiles(tree), {
    isLikely: (text) => /^\s*\[/.test(text) && /"coordinates"\s*:\s*\{/.test(text),
    cut,
    reason: 'is a list of images with coordinates',
    none: 'there is no JSON list of images with coordinates',
    confidence: 0.9,
  })
}
