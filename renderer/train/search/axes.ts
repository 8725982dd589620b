/** Axes of the pictures of a search: where a value lies, from 0 to 1, and which values are written beside it. */
import type { SearchParameter, SettingValue } from '../../../shared/search/settings.ts'
import type { SearchTrial } from '../../../shared/searchCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'

export type Tick = { readonly place: number; readonly text: string }

export type Axis = {
  readonly label: string
  readonly isLog: boolean
  readonly ticks: readonly Tick[]
  /** Null for a value that has no place, such as an empty one among numbers. */
  readonly placeOf: (value: SettingValue) => number | null
}

type Words = { readonly label: string; readonly wordOf: (value: SettingValue) => string }
type Tried = Pick<SearchTrial, 'values'>

export function parameterAxis(parameter: SearchParameter, trials: readonly Tried[], words: Words): Axis {
  const tried = trials.map(({ values }) => values[parameter.key] ?? null)
  if (parameter.kind === 'range') {
    // The settings as they are may lie outside of what is searched.
    const numbers = [parameter.low, parameter.high, ...tried.filter((value) => typeof value === 'number')]
    const isLog = parameter.isLog && Math.min(...numbers) > 0
    return { label: words.label, isLog, ...numberAxis(Math.min(...numbers), Math.max(...numbers), isLog) }
  }
  return { label: words.label, isLog: false, ...wordAxis(new Set([...parameter.values, ...tried]), words) }
}

/** From nothing to a round number above the best. */
export function scoreAxis(scores: readonly number[], label: string): Axis {
  const most = Math.max(0.1, ...scores)
  return { label, isLog: false, ...numberAxis(0, Math.ceil(most * 10) / 10, false) }
}

function numberAxis(low: number, high: number, isLog: boolean): Pick<Axis, 'ticks' | 'placeOf'> {
  const along = isLog ? Math.log10 : (value: number) => value
  const place = (value: number) => (high === low ? 0.5 : (along(value) - along(low)) / (along(high) - along(low)))
  const values = isLog ? logTicks(low, high) : [low, (low + high) / 2, high]
  return {
    ticks: values.map((value) => ({ place: place(value), text: shortNumber(value) })),
    placeOf: (value) => (typeof value === 'number' ? place(value) : null),
  }
}

/** Both ends, and the powers of ten that are not right beside one. */
function logTicks(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low))
  const powers = Array.from({ length: Math.floor(Math.log10(high)) - first + 1 }, (_, index) => 10 ** (first + index))
  const room = (high / low) ** 0.12
  return [low, ...powers.filter((power) => power > low * room && power < high / room), high]
}

/** Numbers in their order, words in that of the list; what is empty comes first. */
function wordAxis(values: ReadonlySet<SettingValue>, { wordOf }: Words): Pick<Axis, 'ticks' | 'placeOf'> {
  const ordered = [...values].sort((a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b
    return Number(a !== null) - Number(b !== null)
  })
  const place = (index: number) => (ordered.length === 1 ? 0.5 : index / (ordered.length - 1))
  return {
    ticks: ordered.map((value, index) => ({ place: place(index), text: wordOf(value) })),
    placeOf: (value) => (ordered.includes(value) ? place(ordered.indexOf(value)) : null),
  }
}
