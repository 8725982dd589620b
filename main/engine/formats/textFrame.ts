/**
 * A text that holds rows, such as lines, XML elements or entries of a JSON list, cut into the rows and what stands around
 * them. Together with rows that nobody changed it gives the text back letter by letter, and with others a sound text in
 * the same style.
 */
import { z } from 'zod'

export type Span = { readonly start: number; readonly end: number }

export const frame = z.object({
  head: z.string(),
  /** What stands between two rows; a single one stands for all when they are alike. */
  gaps: z.array(z.string()),
  tail: z.string(),
})
export type Frame = z.infer<typeof frame>

/**
 * @param at where rows would stand when there are none
 * @param whole the part of the text that is meant
 */
export function frameOf(
  text: string,
  rows: readonly Span[],
  at: number,
  whole: Span = { start: 0, end: text.length },
): Frame {
  const first = rows[0]
  if (!first) return { head: text.slice(whole.start, at), gaps: [], tail: text.slice(at, whole.end) }
  const gaps = rows.slice(1).map((row, index) => text.slice(rows[index]!.end, row.start))
  const areAlike = gaps.every((gap) => gap === gaps[0])
  return {
    head: text.slice(whole.start, first.start),
    gaps: areAlike ? gaps.slice(0, 1) : gaps,
    tail: text.slice(rows.at(-1)!.end, whole.end),
  }
}

/** @param usualGap for a frame that had one row or none */
export function fillFrame({ head, gaps, tail }: Frame, rows: readonly string[], usualGap: string): string {
  const gapBefore = (index: number): string => (gaps.length > 1 ? gaps[index - 1] : gaps[0]) ?? gaps[0] ?? usualGap
  return head + rows.map((row, index) => (index === 0 ? row : gapBefore(index) + row)).join('') + tail
}

export function isSameFrame(one: Frame, other: Frame): boolean {
  return one.head === other.head && one.tail === other.tail && one.gaps.every((gap) => gap === other.gaps[0])
}

/** How a text file ends and parts its lines when nothing is said. */
export const plainLines: Frame = { head: '', gaps: ['\n'], tail: '\n' }

/** The frame of a text of lines; null for a plain one, which nobody needs to keep. */
export function lineFrame(text: string, lines: readonly Span[]): Frame | null {
  const own = frameOf(text, lines, 0)
  if (lines.length === 0 && text === '') return null
  return isSameFrame(own, plainLines) ? null : own
}

export function fillLines(kept: Frame | null, rows: readonly string[]): string {
  if (kept) return fillFrame(kept, rows, '\n')
  return rows.map((row) => `${row}\n`).join('')
}

/** The frame that a reader stored in extras; null when there is none or it is not one. */
export function storedFrame(value: unknown): Frame | null {
  return frame.safeParse(value).data ?? null
}
