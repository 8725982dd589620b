/** The figures of the classes as a table for spreadsheets (RFC 4180). */
import { csvCell } from '../../../shared/csvCell.ts'
import type { Category } from '../../../shared/model.ts'
import type { Statistics } from './useStatistics.ts'

/** One line for each class, in the order of exported lists; sizes in powers of two of the longer side. */
export function statisticsCsv({ categories: figures }: Statistics, categories: readonly Category[]): string {
  const powers = Math.max(0, ...figures.map(({ sizeHistogram }) => sizeHistogram.length))
  const sizes = Array.from({ length: powers }, (_, power) => `longer side < ${2 ** (power + 1)} px`)
  const rows = categories.map(({ id, name, position }) => {
    const found = figures.find(({ categoryId }) => categoryId === id)
    const bars = Array.from({ length: powers }, (_, power) => found?.sizeHistogram[power] ?? 0)
    return [position, id, name, found?.boxes ?? 0, found?.images ?? 0, ...bars]
  })
  const lines = [['order', 'id', 'class', 'boxes', 'images', ...sizes], ...rows]
  return lines.map((line) => `${line.map((value) => csvCell(String(value))).join(',')}\r\n`).join('')
}
