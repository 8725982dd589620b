/** The confusion matrix of a report, its axes named, wrong cells shaded in another colour than right ones. */
import { html, type Markup } from './markup.ts'
import type { ReportInput } from './reportInput.ts'
import type { Words } from './words.ts'

export function matrix({ figures }: ReportInput, { say }: Words): Markup {
  const { matrix: cells } = figures.confusion
  const names = figures.confusion.labels.slice(0, -1)
  const predicted = [...names, say('missed')]
  const labelled = [...names, say('nothing')]
  const most = cells.flat().reduce((largest, count) => Math.max(largest, count), 1)
  return html`<p class="quiet">${say('matrixNote')}</p>
<div class="scroll"><table class="matrix"><thead>
<tr><th rowspan="2" scope="col">${say('predicted')} ↓</th><th class="axis" colspan="${labelled.length}" scope="colgroup">${say('labelled')} →</th></tr>
<tr>${labelled.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${cells.map(
    (row, line) =>
      html`<tr><th scope="row">${predicted[line]!}</th>${row.map((count, column) => cell(count, most, line, column, cells.length))}</tr>`,
  )}</tbody></table></div>`
}

function cell(count: number, most: number, row: number, column: number, size: number): Markup {
  if (row === size - 1 && column === size - 1) return html`<td></td>`
  const color = row === column ? '23 105 210' : '194 87 12'
  // By the root, so that a few mistakes among thousands of right ones are seen.
  const strength = (0.6 * Math.sqrt(count / most)).toFixed(2)
  return html`<td style="background: rgb(${color} / ${strength})">${count === 0 ? '·' : count}</td>`
}
