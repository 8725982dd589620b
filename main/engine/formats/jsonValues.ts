/** Values of JSON files as tools write them: numbers as text, flags as numbers, ids as either. */

export type JsonRecord = Readonly<Record<string, unknown>>

export function recordOf(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null
}

/** A finite number, also one written as text; else null. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** All of them finite numbers, else null. */
export function numbersOf(value: unknown, count?: number): number[] | null {
  if (!Array.isArray(value) || (count !== undefined && value.length !== count)) return null
  const numbers: number[] = []
  for (const item of value) {
    const number = numberOf(item)
    if (number === null) return null
    numbers.push(number)
  }
  return numbers
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** An id as text, so that 7 and "7" are the same; null for what cannot be one. */
export function idOf(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null
}
