/** The confusion matrix as it stands on the screen, with all its words: what the screen draws and what is saved. */
import type { Confusion } from '../../../shared/metrics/confusion.ts'
import { type CellKey, cellKeys, type MatrixCells, type MatrixOptions, matrixCells } from '../matrixView.ts'
import type { AxisEntry } from './matrixAxis.ts'

/** All but the numbers: what stays when a slider moves. */
export type MatrixFrame = {
  readonly axis: readonly AxisEntry[]
  readonly keyAt: (line: number, place: number) => CellKey
  /** What the rows and the columns are. */
  readonly rowAxis: string
  readonly columnAxis: string
  readonly rowNames: readonly string[]
  readonly columnNames: readonly string[]
  readonly words: Pick<MatrixWords, 'predicted' | 'labelled'>
  readonly predictedNames: ReadonlyMap<number, string>
  readonly labelledNames: ReadonlyMap<number, string>
}

export type MatrixSheet = MatrixCells & { readonly frame: MatrixFrame }

export type MatrixWords = {
  readonly predicted: string
  readonly labelled: string
  /** Of the background as a line of what the model said, and of what is labelled. */
  readonly missed: string
  readonly nothing: string
  readonly rare: (count: number) => string
}

type FrameOptions = Pick<MatrixOptions, 'isSwapped'>

/** @param labels names of the classes, then the background */
export function matrixFrame(
  labels: readonly string[],
  axis: readonly AxisEntry[],
  { isSwapped }: FrameOptions,
  words: MatrixWords,
): MatrixFrame {
  const background = labels.length - 1
  const nameOf = ({ place, members }: AxisEntry, ofBackground: string) => {
    if (place === background) return ofBackground
    return place > background ? words.rare(members.length) : labels[place]!
  }
  const predicted = axis.map((entry) => nameOf(entry, words.missed))
  const labelled = axis.map((entry) => nameOf(entry, words.nothing))
  const byPlace = (names: readonly string[]) => new Map(axis.map(({ place }, line) => [place, names[line]!]))
  const keyAt = cellKeys(axis, background)
  return {
    axis,
    keyAt: (line, place) => (isSwapped ? keyAt(place, line) : keyAt(line, place)),
    words,
    rowAxis: isSwapped ? words.labelled : words.predicted,
    columnAxis: isSwapped ? words.predicted : words.labelled,
    rowNames: isSwapped ? labelled : predicted,
    columnNames: isSwapped ? predicted : labelled,
    predictedNames: byPlace(predicted),
    labelledNames: byPlace(labelled),
  }
}

/** @param frame made with the same options */
export function matrixSheet(
  confusion: Pick<Confusion, 'matrix'>,
  frame: MatrixFrame,
  options: MatrixOptions,
): MatrixSheet {
  return { frame, ...matrixCells(confusion, frame.axis, options) }
}
