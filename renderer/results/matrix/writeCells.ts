/** The numbers of the matrix, written into its buttons; only into those that show something else. */
import type { CellRange } from './cellsInSight.ts'
import type { MatrixFrame, MatrixSheet } from './matrixSheet.ts'

/** `at` as the button says it. */
type Position = { readonly at: string; readonly line: number; readonly place: number }

type Written = {
  readonly position: Position
  /** Says what the lines are, in the language of the window. */
  readonly frame: MatrixFrame
  readonly text: string
  readonly percent: number
  readonly count: number
}

const written = new WeakMap<Element, Written>()

/**
 * @param body of the table that `MatrixLines` fills for this sheet
 * @param sight of which the cells are written; null for all that are built
 */
export function writeCells(
  body: HTMLTableSectionElement,
  { frame, cellAt }: MatrixSheet,
  sight: CellRange | null,
): void {
  for (const button of body.querySelectorAll<HTMLButtonElement>('button[data-at]')) {
    const former = written.get(button)
    const at = button.getAttribute('data-at')!
    const position = former?.position.at === at ? former.position : positionOf(at)
    if (sight && !holds(sight, position)) continue
    const { row, column, text, strength, count } = cellAt(position.line, position.place)
    const next = { position, frame, text, count, percent: Math.round(strength * 100) }
    if (former && isSame(former, next)) continue
    written.set(button, next)
    const { words, predictedNames, labelledNames } = frame
    const predicted = `${words.predicted} ${predictedNames.get(row)}`
    const labelled = `${words.labelled} ${labelledNames.get(column)}`
    write(button, next, `${predicted}, ${labelled}: ${count}`)
  }
}

function holds({ lines, places }: CellRange, { line, place }: Position): boolean {
  return line >= lines.first && line <= lines.last && place >= places.first && place <= places.last
}

function positionOf(at: string): Position {
  const [line, place] = at.split(',').map(Number) as [number, number]
  return { at, line, place }
}

function write(button: HTMLButtonElement, { text, percent }: Written, name: string): void {
  // The text that is there already takes another value: a new one would have to be placed anew.
  if (button.firstChild) button.firstChild.nodeValue = text
  else button.textContent = text
  button.style.setProperty('--percent', `${percent}%`)
  button.setAttribute('aria-label', name)
  button.title = name
}

function isSame(one: Written, { frame, text, percent, count }: Written): boolean {
  return one.count === count && one.percent === percent && one.text === text && one.frame === frame
}
