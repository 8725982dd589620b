export type TextLine = {
  readonly text: string
  readonly number: number
  /** Where the text stands in the file, from its first character that is not blank to behind its last. */
  readonly start: number
  readonly end: number
}

/** The lines that hold something, trimmed, with their numbers from 1; any line end will do. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = []
  const endOf = text.includes('\r') ? endOfAnyLine : endOfLine
  let number = 1
  for (let start = 0; start <= text.length; number++) {
    const end = endOf(text, start)
    const whole = text.slice(start, end)
    const line = whole.trim()
    const from = start + whole.length - whole.trimStart().length
    if (line !== '') lines.push({ text: line, number, start: from, end: from + line.length })
    start = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  return lines
}

/** Sought without a pattern: a data set has millions of lines. */
function endOfLine(text: string, start: number): number {
  const at = text.indexOf('\n', start)
  return at === -1 ? text.length : at
}

function endOfAnyLine(text: string, start: number): number {
  let at = start
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

export function tokensOf(line: string): string[] {
  return line.split(/\s+/)
}

/** The number of the line that the character at `offset` stands in. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
