/**
 * Lines of DOTA, which tools write for turned boxes beside YOLO's own: eight pixel coordinates, the name of the class and
 * how difficult the object is. They are read with YOLO files; the box around the four corners is taken.
 */
import type { ReadBox } from './format.ts'
import { plainBox } from './plainBox.ts'
import { boxOfPoints } from './polygonBox.ts'
import { type TextLine, tokensOf } from './textLines.ts'

/** Older files begin with where the picture is from. */
const heads = /^(imagesource|gsd)\s*:/i

/** Null for what is no DOTA line. */
export function parseDotaLine({ text, number: line }: TextLine): ReadBox | null {
  const tokens = tokensOf(text)
  if (tokens.length < 9 || tokens.length > 10) return null
  const corners = boxOfPoints(tokens.slice(0, 8).map(Number))
  const className = tokens[8]!
  if (!corners || Number.isFinite(Number(className))) return null
  return { ...plainBox, ...corners, className, difficult: tokens[9] === '1', extras: { yolo: { loose: text } }, line }
}

/** The lines of a file when it is one of DOTA; null when it is not. */
export function dotaLines(lines: readonly TextLine[]): readonly TextLine[] | null {
  const body = lines.filter(({ text }) => !heads.test(text))
  return body[0] && parseDotaLine(body[0]) ? body : null
}
