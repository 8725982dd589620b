/** The categories and images of a COCO file, by their ids. */
import type { Size } from '../../../shared/box.ts'
import type { CocoTemplate } from './cocoTemplate.ts'
import type { ReadBox, ReadItem } from './format.ts'
import { idOf, numberOf, recordOf, textOf } from './jsonValues.ts'
import { pauses } from './pauses.ts'
import { problemItem } from './problem.ts'

/** An entry of a list, as it stands and as a value. */
export type Row = { readonly text: string; readonly value: unknown }

export function parseCategories(rows: Iterable<Row>, file: string) {
  const names = new Map<string, string>()
  const problems: ReadItem[] = []
  const kept: CocoTemplate['categories'] = []
  let index = -1
  for (const { text, value } of rows) {
    index++
    const entry = recordOf(value)
    const [id, number] = [idOf(entry?.id), numberOf(entry?.id)]
    const name = textOf(entry?.name) ?? numberOf(entry?.name)?.toString()
    if (id !== null && name) {
      names.set(id, name)
      if (number !== null) kept.push({ id: number, name, row: text })
    } else problems.push(problemItem('class-list-broken', { file }, `category ${index + 1} has no id and name`))
  }
  return { names, problems, rows: kept }
}

export type ImageOfDocument = {
  readonly fileName: string
  readonly size: Size | null
  readonly isVerified: boolean
  readonly row: string
  readonly at: number
  readonly boxes: ReadBox[]
  isComplete: boolean
}

export async function parseImages(rows: Iterable<Row>, file: string) {
  const byId = new Map<string, ImageOfDocument>()
  const problems: ReadItem[] = []
  const pause = pauses()
  let at = -1
  for (const { text: row, value } of rows) {
    const due = pause()
    if (due) await due
    at++
    const entry = recordOf(value)
    const [id, fileName] = [idOf(entry?.id), textOf(entry?.file_name)]
    if (!entry || id === null || fileName === null) {
      problems.push(problemItem('object-broken', { file }, `image ${at + 1} has no id and file_name`))
      continue
    }
    const [width, height] = [numberOf(entry.width) ?? 0, numberOf(entry.height) ?? 0]
    const size = width > 0 && height > 0 ? { width, height } : null
    // Not part of COCO: Boxwright's mark that a person checked the image.
    const isVerified = entry.verified === true
    byId.set(id, { fileName, size, isVerified, row, at, boxes: [], isComplete: true })
  }
  return { byId, problems }
}
