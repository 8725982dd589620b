/**
 * Whether a box still says what its row in the source said. Then the row is written as it was read, down to the digits of
 * its numbers: a file that nobody touched comes back as it was.
 */
import { isSameBox, type Size } from '../../../shared/box.ts'
import type { JsonObject } from '../../../shared/model.ts'
import type { FormatId, LabelledBox, LabelledImage, ReadBox } from './format.ts'
import { placeBox } from './placeBoxes.ts'

/** What a format keeps of a box or an image beyond the model. */
export function keptOf(extras: JsonObject | null, format: FormatId): JsonObject {
  const kept = extras?.[format]
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {}
}

export type RowOf = {
  readonly format: FormatId
  readonly units: LabelledImage['units']
  readonly size: Size
  /** The box of a row; null for one that has none. */
  readonly parse: (row: string) => ReadBox | null
  /** All that the format can say of a box, as text; two boxes with the same text are the same to it. */
  readonly print: (box: LabelledBox) => string
}

/** The row as it was read, when the box is as the row says; else null. */
export function keptRow(box: LabelledBox, { format, units, size, parse, print }: RowOf): string | null {
  const row = keptOf(box.extras, format).row
  if (typeof row !== 'string') return null
  const read = parse(row)
  // A box that had to be cut at the border is written as it is now, or its row would be refused by those who read it.
  const placed = read && placeBox(read, { units, sourceFile: '' }, size)
  if (!placed?.box || placed.problem) return null
  return isSameBox(placed.box, box) && print(placed.box) === print(box) ? row : null
}
