/** A number as people type it: with a comma or a point, within bounds; null when the text is no such number (yet). */
export function typedNumber(text: string, low: number, high: number): number | null {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const value = Number(trimmed)
  return value >= low && value <= high ? value : null
}
