/** Rows that are JSON objects: one that a box came from keeps its text, or all its members but those that changed. */
import { type BoxChange, changeOf, type ImageFrame } from './boxChange.ts'
import type { LabelledBox, ReadBox } from './format.ts'
import { isListAt, isObjectAt, jsonMembers } from './jsonLists.ts'
import { type JsonRecord, recordOf } from './jsonValues.ts'
import type { Span } from './textFrame.ts'
import type { TextEdit } from './xml.ts'

export type JsonRow = {
  readonly row: string | null
  readonly box: LabelledBox
  readonly frame: ImageFrame
  readonly parse: (record: JsonRecord) => ReadBox | null
  /** What becomes of the object of the row; without a row, of an empty one, with everything changed. */
  readonly patch: (record: JsonRecord, change: BoxChange) => JsonRecord
}

const allChanged: BoxChange = { isMoved: true, isRelabelled: true, isNoted: true, isFlagged: true, isScored: true }

export function printJsonRow({ row, box, frame, parse, patch }: JsonRow): string {
  const record = row === null ? null : recordOf(JSON.parse(row))
  const change = record && changeOf(parse(record), box, frame)
  if (row === null || !record || !change) return JSON.stringify(patch({}, allChanged))
  const patched = patch(record, change)
  // A change that the format has no place for leaves the row as it is.
  return JSON.stringify(patched) === JSON.stringify(record) ? row : JSON.stringify(patched)
}

/** The list that a member of an object is, with its place. */
export function listOf(utf8: Buffer, object: Span, name: string): Span | null {
  const member = jsonMembers(utf8, object.start)?.get(name)
  return isListAt(utf8, member) ? member : null
}

/** Replaces values of an object whose text begins with it; only members that are there and differ. */
export function memberEdits(text: string, values: JsonRecord): TextEdit[] {
  const utf8 = Buffer.from(text)
  const start = utf8.indexOf('{')
  const members = isObjectAt(utf8, { start, end: utf8.length }) ? jsonMembers(utf8, start) : null
  return Object.entries(values).flatMap(([name, value]) => {
    const member = members?.get(name)
    if (!member) return []
    const now = utf8.toString('utf8', member.start, member.end)
    if (JSON.stringify(JSON.parse(now)) === JSON.stringify(value)) return []
    // Places in bytes become places in characters.
    const from = utf8.toString('utf8', 0, member.start).length
    return [{ start: from, end: from + now.length, text: JSON.stringify(value) }]
  })
}
