/** The matrix as a grid: names take its first column and, below the name of the axis, its second line. */

/** The axis and the names of the columns lie above the cells. */
export const headLines = 2

/** Longer names end in three dots. Beside few lines there is room for what the line of no class is called. */
const longestName = { usual: 14, besideFew: 19 }
const fewLines = 20

export const rowNameWidth = (names: readonly string[]): number =>
  nameWidth(names, names.length > fewLines ? longestName.usual : longestName.besideFew)

/** Room above the cells is scarcer. */
export const columnNameWidth = (names: readonly string[]): number => nameWidth(names, longestName.usual)

/** How many digits wide the longest name is, so that names that come into sight move nothing. */
function nameWidth(names: readonly string[], longest: number): number {
  const widths = names.map((name) => [...name].reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0))
  return Math.min(longest, Math.max(...widths))
}

/** Signs of Chinese, Japanese and Korean take the place of two digits. */
const isWide = (sign: string): boolean => sign.codePointAt(0)! >= 0x1100
