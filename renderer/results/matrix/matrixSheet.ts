/** The confusion matrix as it stands on the screen, with all its words: what the screen draws and what is saved. */
import type { Confusion } from '../../../shared/metrics/confusion.ts'
import { type MatrixCell, type MatrixOptions, matrixCells } from '../matrixView.ts'
import type { AxisEntry } from './matrixAxis.ts'

export type MatrixSheet = {
  readonly cells: readonly (readonly MatrixCell[])[]
  /** What the rows and the columns are. */
  readonly rowAxis: string
  readonly columnAxis: string
  readonly rowNames: readonly string[]
  readonly columnNames: readonly string[]
  readonly words: Pick<MatrixWords, 'predicted' | 'labelled'>
  readonly predictedNames: ReadonlyMap<number, string>
  readonly labelledNames: ReadonlyMap<number, string>
}

export type MatrixWords = {
  readonly predicted: string
  readonly labelled: string
  /** Of the background as a line of what the model said, and of what is labelled. */
  readonly missed: string
  readonly nothing: string
  readonly rare: (count: number) => string
}

export function matrixSheet(
  confusion: Pick<Confusion, 'matrix' | 'labels'>,
  axis: readonly AxisEntry[],
  options: MatrixOptions,
  words: MatrixWords,
): MatrixSheet {
  const background = confusion.labels.length - 1
  const nameOf = ({ place, members }: AxisEntry, ofBackground: string) => {
    if (place === background) return ofBackground
    return place > background ? words.rare(members.length) : confusion.labels[place]!
  }
  const predicted = axis.map((entry) => nameOf(entry, words.missed))
  const labelled = axis.map((entry) => nameOf(entry, words.nothing))
  const byPlace = (names: readonly string[]) => new Map(axis.map(({ place }, line) => [place, names[line]!]))
  const { isSwapped } = options
  return {
    cells: matrixCells(confusion, axis, options),
    words,
    rowAxis: isSwapped ? words.labelled : words.predicted,
    columnAxis: isSwapped ? words.predicted : words.labelled,
    rowNames: isSwapped ? labelled : predicted,
    columnNames: isSwapped ? predicted : labelled,
    predictedNames: byPlace(predicted),
    labelledNames: byPlace(labelled),
  }
}
