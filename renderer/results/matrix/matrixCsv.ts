/** The confusion matrix as a table for other programs: names of both axes, then a line for each row. */
import { csvCell } from '../../../shared/csvCell.ts'
import { linesOf } from '../matrixView.ts'
import type { MatrixSheet } from './matrixSheet.ts'

/** Shares keep six digits, where the screen rounds to percent; what is not defined is empty. */
export function matrixCsv(sheet: MatrixSheet, isShare: boolean): string {
  const { rowAxis, columnAxis, rowNames, columnNames } = sheet.frame
  const textOf = (value: number | null) => {
    if (value === null) return ''
    return isShare ? String(Number(value.toFixed(6))) : String(value)
  }
  const lines = [
    [`${rowAxis} \\ ${columnAxis}`, ...columnNames],
    ...linesOf(sheet).map((line, row) => [rowNames[row]!, ...line.map(({ value }) => textOf(value))]),
  ]
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}
