/** "8:1:1" as three numbers, or null when it is not three numbers of which one is above zero. */
export function parseRatio(text: string): [number, number, number] | null {
  const parts = text.split(':').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const isRatio =
    parts.length === 3 && parts.every((part) => Number.isFinite(part) && part >= 0) && parts.some((part) => part > 0)
  return isRatio ? (parts as [number, number, number]) : null
}
