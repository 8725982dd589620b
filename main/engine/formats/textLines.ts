export type TextLine = { readonly text: string; readonly number: number }

/** The lines that hold something, trimmed, with their numbers from 1; any line end will do. */
export function textLines(text: string): TextLine[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '')
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
