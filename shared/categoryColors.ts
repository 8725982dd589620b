/** Colours for classes, chosen for distance from each other, also for the common kinds of colour blindness. */
const palette = [
  '#4cc9f0',
  '#f8961e',
  '#90be6d',
  '#f94144',
  '#b388ff',
  '#f9c74f',
  '#2ec4b6',
  '#ff70a6',
  '#577590',
  '#c0ca33',
  '#8d6e63',
  '#5c7cfa',
  '#e07a5f',
  '#43aa8b',
  '#d0a2f7',
  '#bdbdbd',
] as const

/** The first palette colour that the fewest of the given colours use. */
export function nextCategoryColor(used: readonly string[]): string {
  const uses = palette.map((color) => used.filter((other) => other === color).length)
  return palette[uses.indexOf(Math.min(...uses))]!
}
