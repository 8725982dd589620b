/** The confusion matrix as a picture that stays sharp at any size: for reports and papers. */
import { linesOf, type MatrixCell } from '../matrixView.ts'
import type { MatrixSheet } from './matrixSheet.ts'

/** Values of the design tokens, so that the picture looks as the screen does. */
export type MatrixColors = {
  readonly ground: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly font: string
  readonly heat: Readonly<Record<MatrixCell['kind'] | 'none', string>>
}

const cell = { width: 46, height: 30, gap: 2 }
const text = { size: 13, small: 12, perLetter: 7.5 }
const margin = 20
const titleHeight = 44
/** The share of the full colour at a strength of 1, as on the screen: the number must be readable on it. */
export const mostColor = 0.6

/** @param title first what is shown, then of what, at which thresholds */
export function matrixSvg(sheet: MatrixSheet, title: readonly [string, string], colors: MatrixColors): string {
  const { size, frame } = sheet
  const left = margin + widthOf([...frame.rowNames, `${frame.rowAxis} ↓`]) + 10
  const top = margin + titleHeight + 24 + widthOf(frame.columnNames)
  const width = Math.max(left + size * (cell.width + cell.gap), margin + widthOf(title)) + margin
  const height = top + size * (cell.height + cell.gap) + margin
  const body = [
    `<rect width="${width}" height="${height}" fill="${colors.ground}"/>`,
    words(margin, margin + 14, title[0], { fill: colors.ink, weight: 600, size: 15 }),
    words(margin, margin + 34, title[1], { fill: colors.quiet, size: text.small }),
    words(left, margin + titleHeight + 14, `${frame.columnAxis} →`, { fill: colors.quiet, weight: 600 }),
    words(left - 10, top - 8, `${frame.rowAxis} ↓`, { fill: colors.quiet, weight: 600, anchor: 'end' }),
    ...frame.columnNames.map((name, place) => columnName(left + middleOf(place, cell.width), top - 8, name, colors)),
    ...frame.rowNames.map((name, line) =>
      words(left - 10, top + middleOf(line, cell.height) + 4, name, { fill: colors.ink, anchor: 'end' }),
    ),
    ...linesOf(sheet).flatMap((line, row) =>
      line.map((each, place) => drawnCell(each, { left, top, row, place }, colors)),
    ),
  ]
  const family = attribute(colors.font)
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}" font-size="${text.size}">
${body.join('\n')}
</svg>
`
}

const widthOf = (lines: readonly string[]) => Math.ceil(text.perLetter * Math.max(...lines.map(lettersOf)))
/** Letters of East Asia take about the room of two. */
const lettersOf = (line: string) => [...line].reduce((sum, letter) => sum + (letter > 'ᄀ' ? 1.8 : 1), 0)
const middleOf = (place: number, side: number) => place * (side + cell.gap) + side / 2

type Words = {
  readonly fill: string
  readonly weight?: number
  readonly size?: number
  readonly anchor?: 'middle' | 'end'
}

function words(x: number, y: number, content: string, { fill, weight, size, anchor }: Words): string {
  const more = [
    weight && ` font-weight="${weight}"`,
    size && ` font-size="${size}"`,
    anchor && ` text-anchor="${anchor}"`,
  ]
  return `<text x="${x}" y="${y}" fill="${fill}"${more.filter(Boolean).join('')}>${escaped(content)}</text>`
}

function columnName(x: number, y: number, name: string, { ink }: MatrixColors): string {
  return `<text transform="translate(${x + 4} ${y}) rotate(-90)" fill="${ink}">${escaped(name)}</text>`
}

type At = { readonly left: number; readonly top: number; readonly row: number; readonly place: number }

function drawnCell({ kind, text: content, strength }: MatrixCell, at: At, colors: MatrixColors): string {
  const x = at.left + at.place * (cell.width + cell.gap)
  const y = at.top + at.row * (cell.height + cell.gap)
  const box = `x="${x}" y="${y}" width="${cell.width}" height="${cell.height}" rx="3"`
  if (kind === 'nothing') return `<rect ${box} fill="none" stroke="${colors.line}"/>`
  const opacity = (strength * mostColor).toFixed(3)
  return [
    `<rect ${box} fill="${colors.heat.none}"/>`,
    strength > 0 ? `<rect ${box} fill="${colors.heat[kind]}" fill-opacity="${opacity}"/>` : '',
    words(x + cell.width / 2, y + cell.height / 2 + 4, content, { fill: colors.ink, anchor: 'middle' }),
  ].join('')
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const attribute = (content: string) => escaped(content).replaceAll('"', "'")
