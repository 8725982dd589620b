/** The matrix as a grid: names take its first column and, below the name of the axis, its second line. */

/** The axis and the names of the columns lie above the cells. */
export const headLines = 2

/** Longer names end in three dots. Where there are few lines there is room for what the line of no class is called. */
const longestName = { ofFew: 19, ofMany: 14 }
const fewLines = 20

/** How many digits wide the longest name is, so that names that come into sight move nothing. */
export function nameWidth(names: readonly string[]): number {
  const widths = names.map((name) => [...name].reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0))
  return Math.min(names.length > fewLines ? longestName.ofMany : longestName.ofFew, Math.max(...widths))
}

/** Signs of Chinese, Japanese and Korean take the place of two digits. */
const isWide = (sign: string): boolean => sign.codePointAt(0)! >= 0x1100
