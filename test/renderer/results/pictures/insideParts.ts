/** Parts of a look into a detector, for tests that write down what it says. */
import type { InsideView } from '../../../../renderer/results/pictures/inside/insideView.ts'
import { toBase64 } from '../../../support/base64.ts'

/** Makes columns of so many rows: the numbers that are named for a row, else 0. */
export function columnsOf(rows: number) {
  return (width: number, entries: Readonly<Record<number, readonly number[]>>): string => {
    const values = new Float32Array(rows * width)
    for (const [row, numbers] of Object.entries(entries)) values.set(numbers, Number(row) * width)
    return toBase64(values)
  }
}

/** Nothing was chosen yet. */
export const firstView: InsideView = {
  scale: 0,
  heat: 'objectness',
  cell: null,
  at: null,
  anchor: 0,
  label: null,
  rawScore: 0.5,
  step: 0,
  row: null,
  region: null,
}
