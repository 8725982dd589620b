/**
 * The lists of a JSON object, element by element: of `{"images": [{…}, {…}], …}` never more than one element is parsed at
 * a time, so that a document of hundreds of megabytes needs little more memory than its bytes.
 */
import { BrokenFile } from './brokenFile.ts'

/** Where each list of the outermost object begins; null when the outermost value is no object. */
export function findJsonLists(bytes: Buffer): ReadonlyMap<string, number> | null {
  const lists = new Map<string, number>()
  let at = skipSpace(bytes, 0)
  if (bytes[at] !== openBrace) return null
  for (at = skipSpace(bytes, at + 1); bytes[at] !== closeBrace; at = skipSeparator(bytes, at)) {
    const keyEnd = endOfValue(bytes, at)
    const key = String(parse(bytes, at, keyEnd))
    const colon = skipSpace(bytes, keyEnd)
    if (bytes[colon] !== 0x3a) throw broken(bytes, colon, 'a colon is missing')
    at = skipSpace(bytes, colon + 1)
    if (bytes[at] === openBracket) lists.set(key, at)
    at = endOfValue(bytes, at)
  }
  return lists
}

/** The elements of the list that begins at `start`. */
export function* jsonElements(bytes: Buffer, start: number): Generator<unknown> {
  for (let at = skipSpace(bytes, start + 1); bytes[at] !== closeBracket; at = skipSeparator(bytes, at)) {
    const end = endOfValue(bytes, at)
    yield parse(bytes, at, end)
    at = end
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

function endOfString(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    let slashes = 0
    while (bytes[at - 1 - slashes] === backslash) slashes++
    if (slashes % 2 === 0) return at + 1
  }
  throw broken(bytes, bytes.length, 'a text has no end')
}

function endOfNesting(bytes: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) at = endOfString(bytes, at) - 1
    else if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) {
      depth--
      if (depth === 0) return at + 1
    }
  }
  throw broken(bytes, bytes.length, 'the file ends too early')
}
