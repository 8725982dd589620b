/**
 * The lists of a JSON object, element by element: of `{"images": [{…}, {…}], …}` never more than one element is parsed at
 * a time, so that a document of hundreds of megabytes needs little more memory than its bytes.
 */
import { BrokenFile } from './brokenFile.ts'
import { withoutPauses } from './pauses.ts'
import type { Frame, Span } from './textFrame.ts'

/** Where each list of the outermost object begins; null when the outermost value is no object. */
export function findJsonLists(bytes: Buffer): ReadonlyMap<string, number> | null {
  const members = jsonMembers(bytes, firstValue(bytes))
  if (!members) return null
  return new Map([...members].filter(([, span]) => isListAt(bytes, span)).map(([key, { start }]) => [key, start]))
}

/** The members of the object that begins at `start`, by name; null when what begins there is no object. */
export function jsonMembers(bytes: Buffer, start: number): ReadonlyMap<string, Span> | null {
  return withoutPauses(scanMembers(bytes, start))
}

/** The same, one piece at a time: the lists of a large document are longer than others should wait. */
export function* scanMembers(bytes: Buffer, start: number): Generator<void, ReadonlyMap<string, Span> | null> {
  const members = new Map<string, Span>()
  if (bytes[start] !== openBrace) return null
  for (let at = skipSpace(bytes, start + 1); bytes[at] !== closeBrace; at = skipSeparator(bytes, at)) {
    const keyEnd = endOfValue(bytes, at)
    const key = String(parse(bytes, at, keyEnd))
    const colon = skipSpace(bytes, keyEnd)
    if (bytes[colon] !== 0x3a) throw broken(bytes, colon, 'a colon is missing')
    const value = skipSpace(bytes, colon + 1)
    at = yield* scanValue(bytes, value)
    members.set(key, { start: value, end: at })
  }
  return members
}

/** Where the elements of the list that begins at `start` stand. */
export function* jsonSpans(bytes: Buffer, start: number): Generator<Span> {
  for (let at = skipSpace(bytes, start + 1); bytes[at] !== closeBracket; at = skipSeparator(bytes, at)) {
    const end = endOfValue(bytes, at)
    yield { start: at, end }
    at = end
  }
}

/** The elements of the list that begins at `start`. */
export function* jsonElements(bytes: Buffer, start: number): Generator<unknown> {
  for (const span of jsonSpans(bytes, start)) yield parse(bytes, span.start, span.end)
}

/** An element as text and value. @throws BrokenFile with the line */
export function jsonAt(bytes: Buffer, { start, end }: Span): { readonly text: string; readonly value: unknown } {
  const text = bytes.toString('utf8', start, end)
  try {
    return { text, value: JSON.parse(text) }
  } catch (error) {
    throw broken(bytes, start, (error as Error).message)
  }
}

export const isListAt = (bytes: Buffer, span: Span | undefined): span is Span =>
  span !== undefined && bytes[span.start] === openBracket

export const isObjectAt = (bytes: Buffer, span: Span | undefined): span is Span =>
  span !== undefined && bytes[span.start] === openBrace

export const firstValue = (bytes: Buffer): number => skipSpace(bytes, 0)

/** The frame around the elements of a list; `whole` is the span of the text, and `list` that of the list. */
export function jsonFrame(bytes: Buffer, whole: Span, list: Span, rows: Iterable<Span>): Frame {
  const gaps = new RowGaps(bytes)
  for (const row of rows) gaps.add(row)
  return gaps.frame(whole, list)
}

/** A single gap when all are alike, or when keeping each of many would cost more than it is worth. */
const mostGaps = 10_000

/** What stands around and between rows that are met one after the other; a million of them are not remembered. */
export class RowGaps {
  readonly #bytes: Buffer
  #first: Span | null = null
  #last: Span | null = null
  #gaps: string[] = []
  #areAlike = true
  #count = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  add(row: Span): void {
    if (this.#last) this.#addGap(this.#last.end, row.start)
    this.#first ??= row
    this.#last = row
  }

  frame(whole: Span, list: Span): Frame {
    const text = (start: number, end: number): string => this.#bytes.toString('utf8', start, end)
    if (!this.#first || !this.#last) {
      return { head: text(whole.start, list.start + 1), gaps: [], tail: text(list.end - 1, whole.end) }
    }
    const gaps = this.#areAlike || this.#count > mostGaps ? this.#gaps.slice(0, 1) : this.#gaps
    return { head: text(whole.start, this.#first.start), gaps, tail: text(this.#last.end, whole.end) }
  }

  #addGap(start: number, end: number): void {
    this.#count++
    const first = this.#gaps[0]
    const isLike = first !== undefined && this.#isSame(first, start, end)
    // As long as all are alike, the first stands for them.
    if (isLike && this.#areAlike) return
    if (first !== undefined && this.#areAlike) this.#gaps = Array(Math.min(this.#count - 1, mostGaps)).fill(first)
    if (first !== undefined) this.#areAlike = false
    if (this.#gaps.length < mostGaps) this.#gaps.push(this.#bytes.toString('utf8', start, end))
  }

  #isSame(gap: string, start: number, end: number): boolean {
    return gap.length === end - start && this.#bytes.toString('utf8', start, end) === gap
  }
}

function broken(bytes: Buffer, at: number, reason: string): BrokenFile {
  let line = 1
  for (let end = bytes.indexOf(0x0a); end !== -1 && end < at; end = bytes.indexOf(0x0a, end + 1)) line++
  return new BrokenFile(`is not valid JSON: ${reason}`, line)
}

const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]

function parse(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end))
  } catch (error) {
    throw broken(bytes, start, (error as Error).message)
  }
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start
  while (isSpace(bytes[at])) at++
  if (at >= bytes.length) throw broken(bytes, bytes.length, 'the file ends too early')
  return at
}

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Past a comma, or to the closing bracket that needs none. */
function skipSeparator(bytes: Buffer, start: number): number {
  const at = skipSpace(bytes, start)
  if (bytes[at] === closeBrace || bytes[at] === closeBracket) return at
  if (bytes[at] !== comma) throw broken(bytes, at, 'a comma is missing')
  return skipSpace(bytes, at + 1)
}

function endOfValue(bytes: Buffer, start: number): number {
  const first = bytes[start]
  if (first === quote) return endOfString(bytes, start)
  if (first === openBrace || first === openBracket) return endOfNesting(bytes, start)
  let at = start
  while (at < bytes.length && !isSpace(bytes[at]) && !isEnd(bytes[at])) at++
  if (at === start) throw broken(bytes, at, 'a value is missing')
  return at
}

const isEnd = (byte: number | undefined): boolean => byte === comma || byte === closeBrace || byte === closeBracket

/** Most texts are the names of members: up to so many bytes it is quicker to look at each than to call for a search. */
const shortText = 32

function endOfString(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < start + shortText && bytes[at] !== backslash; at++) {
    if (bytes[at] === quote) return at + 1
  }
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    let slashes = 0
    while (bytes[at - 1 - slashes] === backslash) slashes++
    if (slashes % 2 === 0) return at + 1
  }
  throw broken(bytes, bytes.length, 'a text has no end')
}

function endOfNesting(bytes: Buffer, start: number): number {
  return nestingWithin(bytes, { at: start, depth: 0 }, Number.POSITIVE_INFINITY).at
}

/** Some milliseconds of work. */
const piece = 1 << 22

function* scanValue(bytes: Buffer, start: number): Generator<void, number> {
  if (bytes[start] !== openBrace && bytes[start] !== openBracket) return endOfValue(bytes, start)
  let place = nestingWithin(bytes, { at: start, depth: 0 }, start + piece)
  for (; place.depth > 0; place = nestingWithin(bytes, place, place.at + piece)) yield
  return place.at
}

type Place = { readonly at: number; readonly depth: number }

/** Goes on to the end of the value, where the depth is 0, or to the byte `until`. */
function nestingWithin(bytes: Buffer, from: Place, until: number): Place {
  let { at, depth } = from
  for (; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) at = endOfString(bytes, at) - 1
    else if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) {
      depth--
      if (depth === 0) return { at: at + 1, depth }
    } else if (at >= until) return { at, depth }
  }
  throw broken(bytes, bytes.length, 'the file ends too early')
}
