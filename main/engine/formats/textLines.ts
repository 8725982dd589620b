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
  let start = 0
  let number = 1
  for (const match of text.matchAll(/\r\n|\n|\r|$/g)) {
    const whole = text.slice(start, match.index)
    const line = whole.trim()
    const from = start + whole.length - whole.trimStart().length
    if (line !== '') lines.push({ text: line, number, start: from, end: from + line.length })
    start = match.index + match[0].length
    number++
  }
  return lines
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
