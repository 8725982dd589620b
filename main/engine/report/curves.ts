/** Curves of a report as SVG: axes with names, lines that differ by their dashes as well as by colour. */
import { recallThresholds } from '../../../shared/metrics/cocoParameters.ts'
import { html, type Markup } from './markup.ts'
import type { ReportInput } from './reportInput.ts'
import type { Words } from './words.ts'

type Line = {
  readonly name: string
  readonly color: string
  readonly dash: string
  readonly width: number
  /** Null: not defined there. */
  readonly values: readonly (number | null)[]
}
type Plot = {
  readonly title: string
  readonly xName: string
  readonly x: readonly number[]
  readonly lines: readonly Line[]
  /** A place on the x axis worth a line of its own. */
  readonly marker: number | null
}

export function curves({ data, coco, figures, overConfidence }: ReportInput, { say }: Words): Markup {
  const known = coco.categories.flatMap(({ id, precision50 }) =>
    precision50 ? [{ id, values: [...precision50] }] : [],
  )
  const ofClasses = known.map(({ id, values }): Line => {
    const place = data.categories.findIndex((category) => category.id === id)
    const { name, color } = data.categories[place]!
    return { name, color, dash: dashes[place % dashes.length]!, width: 1.5, values }
  })
  const mean = meanLine(
    say('all'),
    known.map(({ values }) => values),
  )
  const ink = '#16191d'
  return html`<div class="curves">${plot({
    title: say('precisionOverRecall'),
    xName: say('recall'),
    x: recallThresholds,
    lines: known.length > 0 ? [...ofClasses, mean] : [],
    marker: null,
  })}${plot({
    title: say('overConfidence'),
    xName: say('confidence'),
    x: overConfidence.f1.map((_, step) => step / 100),
    lines: [
      { name: say('precision'), color: '#1769d2', dash: '7 3', width: 1.5, values: overConfidence.precision },
      { name: say('recall'), color: '#c2570c', dash: '2 3', width: 1.5, values: overConfidence.recall },
      { name: 'F1', color: ink, dash: '', width: 2.25, values: overConfidence.f1 },
    ],
    marker: figures.confidence,
  })}</div>`
}

const dashes = ['', '7 3', '2 3'] as const

function meanLine(name: string, lists: readonly (readonly number[])[]): Line {
  const values = (lists[0] ?? []).map((_, place) => lists.reduce((sum, list) => sum + list[place]!, 0) / lists.length)
  return { name, color: '#16191d', dash: '', width: 2.25, values }
}

const size = { width: 460, height: 300, left: 44, right: 12, top: 10, bottom: 40 }

function plot({ title, xName, x, lines, marker }: Plot): Markup {
  const atX = (value: number) => size.left + value * (size.width - size.left - size.right)
  const atY = (value: number) => size.height - size.bottom - value * (size.height - size.top - size.bottom)
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
  const [low, high] = [atY(0), atY(1)]
  return html`<figure><figcaption><h3>${title}</h3></figcaption>
<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${title}" font-size="11">
${ticks.map(
  (tick) => html`<line x1="${atX(0)}" x2="${atX(1)}" y1="${atY(tick)}" y2="${atY(tick)}" stroke="#dde1e7"/>
<text x="${size.left - 6}" y="${atY(tick) + 4}" text-anchor="end" fill="#454d59">${tick.toFixed(1)}</text>
<text x="${atX(tick)}" y="${low + 16}" text-anchor="middle" fill="#454d59">${tick.toFixed(1)}</text>`,
)}
<text x="${atX(0.5)}" y="${size.height - 6}" text-anchor="middle" fill="#16191d">${xName}</text>
${
  marker === null
    ? null
    : html`<line class="marker" x1="${atX(marker)}" x2="${atX(marker)}" y1="${low}" y2="${high}" stroke="#7f8894" stroke-dasharray="4 4"/>`
}
${lines.map(
  (line) =>
    html`<polyline data-name="${line.name}" points="${pointsOf(x, line.values, atX, atY)}" fill="none" stroke="${line.color}" stroke-width="${line.width}" stroke-dasharray="${line.dash}" stroke-linejoin="round"/>`,
)}
</svg>
<ul class="legend">${lines.map(legendEntry)}</ul></figure>`
}

function pointsOf(
  x: readonly number[],
  values: readonly (number | null)[],
  atX: (value: number) => number,
  atY: (value: number) => number,
): string {
  return values
    .flatMap((value, place) => (value === null ? [] : [`${atX(x[place]!).toFixed(1)},${atY(value).toFixed(1)}`]))
    .join(' ')
}

function legendEntry({ name, color, dash, width }: Line): Markup {
  return html`<li><svg viewBox="0 0 40 8" style="background: none" aria-hidden="true"><line x1="0" x2="40" y1="4" y2="4" stroke="${color}" stroke-width="${width}" stroke-dasharray="${dash}"/></svg>${name}</li>`
}
