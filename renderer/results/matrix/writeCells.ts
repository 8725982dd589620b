/** The numbers of the matrix, written into its buttons; only into those that show something else. */
import type { CellRange } from './cellsInSight.ts'
import type { MatrixSheet } from './matrixSheet.ts'

type Written = {
  /** What the lines are, in the language of the window. */
  readonly axes: string
  readonly text: string
  readonly percent: number
  readonly count: number
  readonly predicted: string
  readonly labelled: string
}

const written = new WeakMap<Element, Written>()

/** @param body of the table that `MatrixLines` fills for this sheet */
export function writeCells(body: HTMLTableSectionElement, sheet: MatrixSheet, { lines, places }: CellRange): void {
  const axes = `${sheet.words.predicted} ${sheet.words.labelled}`
  const lastLine = Math.min(lines.last, sheet.cells.length - 1)
  for (let line = Math.max(lines.first, 0); line <= lastLine; line++) {
    const cells = sheet.cells[line]!
    const buttons = body.rows[line]!.querySelectorAll('button')
    const lastPlace = Math.min(places.last, cells.length - 1)
    for (let place = Math.max(places.first, 0); place <= lastPlace; place++) {
      const { row, column, text, strength, count } = cells[place]!
      const button = buttons[place]!
      const next = {
        axes,
        text,
        count,
        percent: Math.round(strength * 100),
        predicted: sheet.predictedNames.get(row)!,
        labelled: sheet.labelledNames.get(column)!,
      }
      const former = written.get(button)
      if (former && isSame(former, next)) continue
      written.set(button, next)
      write(button, next, sheet.words)
    }
  }
}

function write(
  button: HTMLButtonElement,
  { text, percent, count, predicted, labelled }: Written,
  words: MatrixSheet['words'],
): void {
  const name = `${words.predicted} ${predicted}, ${words.labelled} ${labelled}: ${count}`
  button.textContent = text
  button.style.setProperty('--percent', `${percent}%`)
  button.setAttribute('aria-label', name)
  button.title = name
}

function isSame(one: Written, { axes, text, percent, count, predicted, labelled }: Written): boolean {
  return (
    one.count === count &&
    one.percent === percent &&
    one.text === text &&
    one.axes === axes &&
    one.predicted === predicted &&
    one.labelled === labelled
  )
}
