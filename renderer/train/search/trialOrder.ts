/** The table of trials: its order, and which trials the chosen parts of the axes let through. */
import { ranked } from '../../../shared/search/halving.ts'
import type { SearchTrial } from '../../../shared/searchCalls.ts'
import type { SettingKey } from '../../../shared/settingFields.ts'
import type { Axis } from './axes.ts'

/** `score`: the best first, whatever it is called. */
export type TrialColumn = 'number' | 'epochs' | 'ap' | 'ap50' | 'state' | 'score' | SettingKey
export type TrialOrder = { readonly column: TrialColumn; readonly isDescending: boolean }

export const bestFirst: TrialOrder = { column: 'score', isDescending: true }

/** Another column begins with what is looked for: the large figures, else the small values. */
export function reordered(order: TrialOrder, column: TrialColumn): TrialOrder {
  if (order.column === column) return { column, isDescending: !order.isDescending }
  return { column, isDescending: column === 'ap' || column === 'ap50' || column === 'epochs' }
}

/** What is missing comes last, in either direction. */
export function orderedTrials(trials: readonly SearchTrial[], { column, isDescending }: TrialOrder): SearchTrial[] {
  if (column === 'score') return isDescending ? ranked(trials) : ranked(trials).reverse()
  const sign = isDescending ? -1 : 1
  return [...trials].sort((a, b) => {
    const [left, right] = [cellOf(a, column), cellOf(b, column)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a.number - b.number
    const isSmaller = typeof left === 'number' && typeof right === 'number' ? left - right : compareTexts(left, right)
    return sign * isSmaller || a.number - b.number
  })
}

function cellOf(trial: SearchTrial, column: Exclude<TrialColumn, 'score'>): number | string | null {
  switch (column) {
    case 'number':
    case 'epochs':
    case 'ap':
    case 'ap50':
    case 'state':
      return trial[column]
    default:
      return trial.values[column] ?? null
  }
}

const compareTexts = (a: number | string, b: number | string): number => (String(a) < String(b) ? -1 : 1)

/** A part of an axis, from and to, 0 to 1. */
export type AxisPart = readonly [from: number, to: number]

export type BrushedAxis = {
  readonly axis: Axis
  readonly part: AxisPart | null
  readonly read: (trial: SearchTrial) => number | string | null
}

/** Trials that lie within every part that was chosen. */
export function withinParts(trials: readonly SearchTrial[], axes: readonly BrushedAxis[]): Set<number> {
  const inside = trials.filter((trial) =>
    axes.every(({ axis, part, read }) => {
      if (part === null) return true
      const place = axis.placeOf(read(trial))
      return place !== null && place >= part[0] - tolerance && place <= part[1] + tolerance
    }),
  )
  return new Set(inside.map(({ number }) => number))
}

/** A value on the edge of a part is within it, whatever its digits. */
const tolerance = 1e-6
