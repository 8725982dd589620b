/** The numbers of the matrix, written into its buttons; only into those that show something else. */
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
export function writeCells(body: HTMLTableSectionElement, sheet: MatrixSheet): void {
  const axes = `${sheet.words.predicted} ${sheet.words.labelled}`
  for (const button of body.querySelectorAll<HTMLButtonElement>('button[data-at]')) {
    const [line, place] = button.dataset.at!.split(',').map(Number) as [number, number]
    const { row, column, text, strength, count } = sheet.cells[line]![place]!
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

function write(
  button: HTMLButtonElement,
  { text, percent, count, predicted, labelled }: Written,
  words: MatrixSheet['words'],
): void {
  const name = `${words.predicted} ${predicted}, ${words.labelled} ${labelled}: ${count}`
  // The text that is there already takes another value: a new one would have to be placed anew.
  if (button.firstChild) button.firstChild.nodeValue = text
  else button.textContent = text
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
