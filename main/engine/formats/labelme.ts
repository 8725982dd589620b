/** LabelMe: a JSON file beside each image, with shapes of points. X-AnyLabeling and AnyLabeling write the same. */
import { readFile } from 'node:fs/promises'
import type { Size } from '../../../shared/box.ts'
import type { JsonObject } from '../../../shared/model.ts'
import { detectDocuments } from './detectDocuments.ts'
import { type CutDocument, readDocuments } from './documents.ts'
import { rowsOf } from './documentsWrite.ts'
import { editFrame, fillEntry, storedEntry } from './entryRows.ts'
import { exportNames, splitFolders } from './exportNames.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, DatasetImage, Detection, ExportPart, Format, ReadItem } from './format.ts'
import { ignoreLeftOut } from './ignoreLeftOut.ts'
import { fileNameOf, folderOf, joinPath, splitOfFolder, stemOf, withSlashes } from './imagePath.ts'
import { firstValue, isListAt, jsonAt, jsonFrame, jsonMembers, jsonSpans } from './jsonLists.ts'
import { memberEdits } from './jsonRows.ts'
import { numberOf, textOf } from './jsonValues.ts'
import { keptOf } from './keptRow.ts'
import { cutRow, rowOf } from './labelmeShape.ts'
import type { Frame, Span } from './textFrame.ts'

export const labelme: Format = {
  id: 'labelme',
  label: 'LabelMe',
  keeps: {
    precision: { share: 1e-9 },
    difficult: true,
    truncated: 'no',
    occluded: 'no',
    ignoreRegions: 'no',
    verified: 'emptyOnly',
    split: true,
    classList: false,
    score: true,
    note: true,
  },
  detect,
  read,
  write,
}

const jsonFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.json'))

async function* read(tree: FileTree): AsyncGenerator<ReadItem> {
  for await (const item of readDocuments('labelme', tree, jsonFiles(tree), cut)) {
    // The file is the entry: there is no document around it.
    if (item.kind === 'source') continue
    yield item.kind === 'image' ? { ...item, image: { ...item.image, extras: withoutPlace(item.image.extras) } } : item
  }
}

function withoutPlace(extras: JsonObject | null): JsonObject {
  const { source: _, at: __, ...kept } = keptOf(extras, 'labelme')
  return { labelme: kept }
}

/** The picture itself, which would fill the project file; it is written again from the image. */
const pictureMark = '\u0000picture'

function cut(utf8: Buffer, path: string): CutDocument | null {
  const whole = { start: 0, end: utf8.length }
  const members = jsonMembers(utf8, firstValue(utf8))
  const list = members?.get('shapes')
  if (!members || !isListAt(utf8, list)) return null
  const value = (name: string): unknown => {
    const member = members.get(name)
    return member && jsonAt(utf8, member).value
  }
  const [width, height] = [numberOf(value('imageWidth')) ?? 0, numberOf(value('imageHeight')) ?? 0]
  const spans = [...jsonSpans(utf8, list.start)]
  const imagePath = textOf(value('imagePath'))
  const entry = {
    references: [
      stemOf(path),
      ...(imagePath ? [joinPath(folderOf(path), withSlashes(imagePath)), fileNameOf(withSlashes(imagePath))] : []),
    ],
    size: width > 0 && height > 0 ? { width, height } : null,
    units: 'pixels',
    isVerified: spans.length === 0,
    split: splitOfFolder(path),
    frame: withoutPicture(utf8, jsonFrame(utf8, whole, list, spans), members.get('imageData'), list),
    rows: spans.map((span) => cutRow(utf8, span)),
  } as const
  return { frame: { head: '', gaps: [], tail: '' }, entries: [entry] }
}

function withoutPicture(utf8: Buffer, around: Frame, data: Span | undefined, list: Span): Frame {
  const text = data && utf8.toString('utf8', data.start, data.end)
  if (!text?.startsWith('"') || text.length < 3) return around
  const marked = JSON.stringify(pictureMark)
  return data!.start < list.start
    ? { ...around, head: around.head.replace(text, () => marked) }
    : { ...around, tail: around.tail.replace(text, () => marked) }
}

async function* write(dataset: Dataset): AsyncGenerator<ExportPart> {
  const { names, problems } = await exportNames(dataset.images, 'stem')
  for (const problem of problems) yield { kind: 'problem', problem }
  const folder = splitFolders(dataset.images)
  let ignored = 0
  for (const [index, image] of dataset.images.entries()) {
    const all = await dataset.boxesOf(image)
    const boxes = all.filter((box) => !box.ignore)
    ignored += all.length - boxes.length
    const path = joinPath(folder(image), names[index]!)
    yield { kind: 'image', path, source: image.file, boxes: boxes.length }
    const entry = storedEntry(keptOf(dataset.extrasOf(image), 'labelme'))
    if (boxes.length === 0 && !entry && !image.isVerified) continue
    const around = entry ? patchFile(entry.frame, image, names[index]!) : freshFile(path, image.size)
    const rows = rowsOf(boxes, image, { id: 'labelme', row: rowOf })
    const text = await withPicture(fillEntry(around, [...rows, ...(entry?.others ?? [])], ',\n    '), image)
    yield { kind: 'text', path: `${stemOf(path)}.json`, text }
  }
  yield* ignoreLeftOut('LabelMe', ignored, 'the format has none')
}

function freshFile(path: string, { width, height }: Size): Frame {
  const head = '{\n  "version": "5.5.0",\n  "flags": {},\n  "shapes": ['
  const name = JSON.stringify(fileNameOf(path))
  const tail = `],\n  "imagePath": ${name},\n  "imageData": null,\n  "imageHeight": ${height},\n  "imageWidth": ${width}\n}\n`
  return { head, gaps: [], tail }
}

function patchFile(kept: Frame, image: DatasetImage, name: string): Frame {
  const isRenamed = fileNameOf(name) !== fileNameOf(image.path)
  return editFrame(kept, (text) =>
    memberEdits(text, {
      ...(isRenamed ? { imagePath: fileNameOf(name) } : {}),
      imageHeight: image.size.height,
      imageWidth: image.size.width,
    }),
  )
}

async function withPicture(text: string, image: DatasetImage): Promise<string> {
  const mark = JSON.stringify(pictureMark)
  if (!text.includes(mark)) return text
  const bytes = await readFile(image.file).catch(() => null)
  return text.replace(mark, () => (bytes ? `"${bytes.toString('base64')}"` : 'null'))
}

function detect(tree: FileTree): Promise<Detection> {
  return detectDocuments(tree, jsonFiles(tree), {
    isLikely: (text) => /"shapes"\s*:\s*\[/.test(text) && /"imagePath"\s*:/.test(text),
    cut,
    reason: 'has shapes of points',
    none: 'there is no JSON file with shapes of points',
    confidence: 0.95,
  })
}
