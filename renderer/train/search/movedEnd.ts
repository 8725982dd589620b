/** The part of an axis after a key at one of its ends. */
import type { AxisPart } from './trialOrder.ts'

const step = 0.05
const smallest = 0.01

/** @returns undefined for a key that means nothing here; null for the whole axis */
export function movedEnd(part: AxisPart | null, end: 0 | 1, key: string): AxisPart | null | undefined {
  if (key === 'Escape') return part === null ? undefined : null
  const [low, high] = part ?? [0, 1]
  const now = end === 0 ? low : high
  const wanted = { ArrowUp: now + step, ArrowDown: now - step, Home: 0, End: 1 }[key]
  if (wanted === undefined) return undefined
  const moved: AxisPart =
    end === 0 ? [clamped(wanted, 0, high - smallest), high] : [low, clamped(wanted, low + smallest, 1)]
  return moved[0] === 0 && moved[1] === 1 ? null : moved
}

function clamped(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)) * 1000) / 1000
}
