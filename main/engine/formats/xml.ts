/**
 * The elements of an XML text with the places at which they stand, so that a file can be written back letter by letter but
 * for what changed. Entities of a DOCTYPE are never expanded, and nesting may be as deep as the file is long.
 */
import { BrokenFile } from './brokenFile.ts'
import type { Span } from './textFrame.ts'
import { lineAt } from './textLines.ts'

export type XmlElement = Span & {
  readonly name: string
  /** Behind the start tag, and before the end tag; the same for an empty element. */
  readonly contentStart: number
  readonly contentEnd: number
  readonly children: readonly XmlElement[]
}

type Open = { name: string; start: number; contentStart: number; children: XmlElement[] }

/** The outermost element. @throws BrokenFile with the line */
export function scanXml(text: string): XmlElement {
  const open: Open[] = []
  let root: XmlElement | null = null
  const close = (element: XmlElement): void => {
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
  }
  let at = text.indexOf('<')
  for (; at !== -1; at = text.indexOf('<', at)) {
    const other = endOfOther(text, at)
    if (other !== null) {
      at = other
      continue
    }
    const end = endOfTag(text, at)
    if (text[at + 1] === '/') {
      close(closed(text, open.pop(), at, end))
    } else {
      if (root) throw broken(text, at, 'there is a second outermost element')
      const element = opened(text, at, end)
      if (text[end - 2] === '/') close({ ...element, end, contentEnd: element.contentStart })
      else open.push(element)
    }
    at = end
  }
  const unclosed = open.at(-1)
  if (unclosed) throw broken(text, unclosed.start, `<${unclosed.name}> has no end tag`)
  if (!root) throw broken(text, 0, 'there is no element')
  return root
}

function broken(text: string, at: number, reason: string): BrokenFile {
  return new BrokenFile(`is not valid XML: ${reason}`, lineAt(text, at))
}

/** The end of a comment, CDATA section, instruction or DOCTYPE that begins here; null for a tag. */
function endOfOther(text: string, at: number): number | null {
  if (text.startsWith('<!--', at)) return behind(text, at, '-->')
  if (text.startsWith('<![CDATA[', at)) return behind(text, at, ']]>')
  if (text.startsWith('<?', at)) return behind(text, at, '?>')
  if (!text.startsWith('<!', at)) return null
  const end = text.indexOf('>', at)
  const bracket = text.indexOf('[', at)
  return bracket !== -1 && bracket < end ? behind(text, behind(text, bracket, ']') - 1, '>') : behind(text, at, '>')
}

function behind(text: string, at: number, mark: string): number {
  const found = text.indexOf(mark, at)
  if (found === -1) throw broken(text, at, `"${mark}" is missing`)
  return found + mark.length
}

/** Behind the `>` of a tag; one in quotes does not count. */
function endOfTag(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]
    if (character === '>') return at + 1
    if (character === '<') break
    if (character === '"' || character === "'") {
      const quoteEnd = text.indexOf(character, at + 1)
      if (quoteEnd === -1) break
      at = quoteEnd
    }
  }
  throw broken(text, start, 'a tag has no end')
}

const nameAt = /[^\s/<>="']+/y

function opened(text: string, start: number, contentStart: number): Open {
  nameAt.lastIndex = start + 1
  const name = nameAt.exec(text)?.[0]
  if (!name) throw broken(text, start, 'a tag has no name')
  return { name, start, contentStart, children: [] }
}

function closed(text: string, element: Open | undefined, at: number, end: number): XmlElement {
  const name = text.slice(at + 2, end - 1).trim()
  if (element?.name !== name) {
    throw broken(text, at, `</${name}> has no start tag${element ? `: <${element.name}> is open` : ''}`)
  }
  return { ...element, end, contentEnd: at }
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** The text of an element without its children; empty for none. */
export function xmlText(text: string, element: XmlElement | undefined): string {
  if (!element || element.children.length > 0) return ''
  const content = text.slice(element.contentStart, element.contentEnd)
  if (!content.includes('<')) return decode(content).trim()
  const parts = content.replace(/<!--[\s\S]*?-->/g, '').split(/<!\[CDATA\[|\]\]>/)
  return parts
    .map((part, index) => (index % 2 === 1 ? part : decode(part)))
    .join('')
    .trim()
}

export type XmlAttribute = { readonly value: string; readonly span: Span }

/** The attributes of a start tag, with the places of their values. */
export function xmlAttributes(text: string, element: XmlElement): ReadonlyMap<string, XmlAttribute> {
  const tag = text.slice(element.start, element.contentStart)
  const found = new Map<string, XmlAttribute>()
  for (const match of tag.matchAll(/([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    const end = element.start + match.index + match[0].length - 1
    const span = { start: end - match[2]!.length + 2, end }
    found.set(match[1]!, { value: decode(match[2]!.slice(1, -1)), span })
  }
  return found
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

export function encodeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '&quot;')
}

export type TextEdit = Span & { readonly text: string }

/** The text with some places changed; the places do not overlap. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const fromBehind = [...edits].sort((a, b) => b.start - a.start)
  return fromBehind.reduce((done, { start, end, text: fresh }) => done.slice(0, start) + fresh + done.slice(end), text)
}
