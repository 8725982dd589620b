/**
 * An image's entry in a source, cut into rows: those of boxes are kept with the boxes, the others (points, tags, …) with the
 * image. Put together again, each row stands where it stood, and new ones follow.
 */
import { z } from 'zod'
import type { JsonObject } from '../../../shared/model.ts'
import { type Frame, fillFrame, frame } from './textFrame.ts'
import { editText, type TextEdit } from './xml.ts'

const keptEntry = z.object({
  frame,
  others: z.array(z.object({ at: z.number(), row: z.string() })).default([]),
})
export type KeptEntry = z.infer<typeof keptEntry>

/** The entry that a reader stored; null when there is none. */
export function storedEntry(kept: JsonObject): KeptEntry | null {
  return keptEntry.safeParse(kept).data ?? null
}

/** `at` is the row's place in the source; null for a new one. */
export type PlacedRow = { readonly at: number | null; readonly row: string }

export function fillEntry(around: Frame, rows: readonly PlacedRow[], usualGap: string): string {
  const place = ({ at }: PlacedRow): number => at ?? Number.MAX_SAFE_INTEGER
  const inOrder = [...rows].sort((a, b) => place(a) - place(b))
  return fillFrame(
    around,
    inOrder.map(({ row }) => row),
    usualGap,
  )
}

/** The frame with changes in what stands around the rows. */
export function editFrame(around: Frame, editsOf: (text: string) => readonly TextEdit[]): Frame {
  const { head, tail } = around
  const edits = editsOf(head + tail)
  const behind = edits.filter(({ start }) => start >= head.length)
  const moved = behind.map(({ start, end, text }) => ({ start: start - head.length, end: end - head.length, text }))
  const before = edits.filter(({ start }) => start < head.length)
  return { ...around, head: editText(head, before), tail: editText(tail, moved) }
}
