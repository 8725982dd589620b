/** Tables as comma-separated text (RFC 4180, any line end): rows with the places at which they stand. */
import type { Span } from './textFrame.ts'

export type CsvRow = Span & { readonly line: number; readonly values: readonly string[] }

/** The rows that hold something. Semicolons part the fields when the first line has them and no comma. */
export function* csvRows(text: string): Generator<CsvRow> {
  const comma = separatorOf(text)
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  // A quote that is never closed is no quote, and neither are those behind it.
  let hasQuotes = true
  while (at < text.length) {
    const start = at
    const firstLine = line
    const values: string[] = []
    do {
      if (values.length > 0) at++
      const close = hasQuotes && text[at] === '"' ? closingQuote(text, at) : null
      if (close === -1) hasQuotes = false
      const field = fieldAt(text, at, close === -1 ? null : close, comma)
      values.push(field.value)
      line += field.lines
      at = field.end
    } while (text[at] === comma)
    const end = at
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (values.some((value) => value.trim() !== '')) yield { start, end, line: firstLine, values }
  }
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n')
  const first = text.slice(0, end === -1 ? text.length : end)
  return !first.includes(',') && first.includes(';') ? ';' : ','
}

/** -1 when there is none; two quotes in a row stand for one. */
function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

function fieldAt(text: string, start: number, close: number | null, comma: string) {
  const from = close === null ? start : close + 1
  let end = from
  while (end < text.length && text[end] !== comma && text[end] !== '\n' && text[end] !== '\r') end++
  if (close === null) return { value: text.slice(start, end), end, lines: 0 }
  const quoted = text.slice(start + 1, close)
  const value = quoted.replaceAll('""', '"') + text.slice(from, end)
  return { value, end, lines: quoted.split('\n').length - 1 }
}

/** A field as it must be written. */
export function csvField(value: string): string {
  return /[",;\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
