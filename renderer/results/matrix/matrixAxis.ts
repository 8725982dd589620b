/** Which lines the confusion matrix has, and in which order: the classes, the rare ones together, background last. */
import type { Confusion } from '../../../shared/metrics/confusion.ts'
import { sumOf } from '../../../shared/metrics/sum.ts'

/** One line of the matrix, the same as a row and as a column. */
export type AxisEntry = {
  /** Of a class its place, of the background the next, of the rare classes together the one after that. */
  readonly place: number
  /** Places of the classes that it stands for. */
  readonly members: readonly number[]
}

export type AxisOptions = {
  /** The classes that take part in most confusions come first. */
  readonly isSorted: boolean
  /** Classes with fewer labels share one line; 0 lets each have its own. */
  readonly leastLabels: number
}

type Counts = Pick<Confusion, 'matrix'>

export const groupPlaceOf = ({ matrix }: Counts): number => matrix.length

/** @param counts those that decide, which need not be the ones shown: so that lines keep their places while a slider moves */
export function matrixAxis(counts: Counts, { isSorted, leastLabels }: AxisOptions): AxisEntry[] {
  const { matrix } = counts
  const background = matrix.length - 1
  const classes = Array.from({ length: background }, (_, place) => place)
  const ordered = isSorted ? byConfusion(counts, classes) : classes
  const isRare = (place: number) => sumOf(matrix.map((row) => row[place]!)) < leastLabels
  const rare = ordered.filter(isRare)
  // A group of one would only hide its name.
  const grouped = rare.length > 1 ? rare : []
  const single = (place: number): AxisEntry => ({ place, members: [place] })
  return [
    ...ordered.filter((place) => !grouped.includes(place)).map(single),
    ...(grouped.length > 0 ? [{ place: groupPlaceOf(counts), members: grouped }] : []),
    single(background),
  ]
}

/** Gives the former axis again where the next is the same, so that what hangs on it need not be made anew. */
export function keepingAxis(): (axis: readonly AxisEntry[]) => readonly AxisEntry[] {
  let last: readonly AxisEntry[] = []
  return (axis) => {
    if (!isSameAxis(last, axis)) last = axis
    return last
  }
}

const isSameAxis = (one: readonly AxisEntry[], other: readonly AxisEntry[]): boolean =>
  one.length === other.length &&
  one.every(({ place, members }, line) => place === other[line]!.place && isSameList(members, other[line]!.members))

const isSameList = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((place, at) => place === other[at])

/** By the boxes of a class that were confused with another one, in either direction; then by what was missed or invented. */
function byConfusion({ matrix }: Counts, classes: readonly number[]): number[] {
  const background = matrix.length - 1
  const confused = classes.map((place) =>
    sumOf(classes.filter((other) => other !== place).map((other) => matrix[place]![other]! + matrix[other]![place]!)),
  )
  const alone = classes.map((place) => matrix[background]![place]! + matrix[place]![background]!)
  return [...classes].sort((a, b) => confused[b]! - confused[a]! || alone[b]! - alone[a]! || a - b)
}

/** The counts between the lines of the axis, rows predicted and columns labelled. */
export function foldMatrix({ matrix }: Counts, axis: readonly AxisEntry[]): number[][] {
  const countOf = (row: AxisEntry, column: AxisEntry) =>
    row.members.length === 1 && column.members.length === 1
      ? matrix[row.members[0]!]![column.members[0]!]!
      : sumOf(classCells(row, column).map(([r, c]) => matrix[r]![c]!))
  return axis.map((row) => axis.map((column) => countOf(row, column)))
}

/** The cells of single classes that a cell of the axis stands for. */
export function classCells(row: AxisEntry, column: AxisEntry): (readonly [row: number, column: number])[] {
  return row.members.flatMap((r) => column.members.map((c) => [r, c] as const))
}

/** Of a line that is not on this axis, such as a class within the group, the line of its own. */
export function entryAt(axis: readonly AxisEntry[], place: number): AxisEntry {
  return axis.find((entry) => entry.place === place) ?? { place, members: [place] }
}
