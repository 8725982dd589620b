/**
 * How much each trial is trained. With successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification
 * and hyperparameter optimization", 2016; the innermost loop of Hyperband, Li et al., 2018) all trials are trained a little,
 * one of `keepOneOf` goes on to the next rung with `keepOneOf` times as much, and so on: the last rung is a whole training.
 */
import type { SearchSettings } from './settings.ts'

export type Rung = {
  /** How many trials reach it, at most. */
  readonly trials: number
  /** How much of training each of them has had at its end, from its start. */
  readonly until: number
}
/** Rungs from the first; without halving there is one. */
export type SearchPlan = { readonly resource: 'epochs' | 'seconds'; readonly rungs: readonly Rung[] }

export type PlannedSettings = Pick<SearchSettings, 'isHalving' | 'keepOneOf' | 'epochs' | 'seconds' | 'minutes'>

/** What a start takes beyond what training counts as its own: a process, TensorFlow. */
export const secondsOfStart = 5
/** Less training tells chance from settings too badly: then there are fewer rungs. */
export const fewestSecondsOfRung = 20
/** Of a whole trial, when the minutes would allow even less: the search then ends before the last trial begins. */
const fewestSecondsOfTrial = 10

export function planSearch(settings: PlannedSettings, trials: number): SearchPlan {
  const { epochs } = settings
  if (epochs !== null) {
    const count = rungCount(settings, trials, (rungs) => epochs / settings.keepOneOf ** (rungs - 1) >= 1)
    return { resource: 'epochs', rungs: rungsOf(settings, { trials, count, whole: epochs }, Math.round) }
  }
  const secondsWith = (count: number) => settings.seconds ?? secondsAllowed(settings, { trials, count })
  const isLongEnough = (count: number) => secondsWith(count) / settings.keepOneOf ** (count - 1) >= fewestSecondsOfRung
  const count = rungCount(settings, trials, isLongEnough)
  return { resource: 'seconds', rungs: rungsOf(settings, { trials, count, whole: secondsWith(count) }, tenths) }
}

/** Training of all trials together, in the plan's epochs or seconds. */
export function workOf({ rungs }: SearchPlan): number {
  return rungs.reduce((sum, { trials, until }, index) => sum + trials * (until - (rungs[index - 1]?.until ?? 0)), 0)
}

export function startsOf({ rungs }: SearchPlan): number {
  return rungs.reduce((sum, { trials }) => sum + trials, 0)
}

/** About how long it takes; null where nobody has measured an epoch yet. */
export function secondsExpected(plan: SearchPlan): number | null {
  return plan.resource === 'epochs' ? null : workOf(plan) + startsOf(plan) * secondsOfStart
}

/** As many rungs as there are trials for, unless the first would be too short. */
function rungCount(
  { isHalving, keepOneOf }: PlannedSettings,
  trials: number,
  isLongEnough: (count: number) => boolean,
): number {
  if (!isHalving) return 1
  let count = 1
  while (keepOneOf ** count <= trials) count++
  while (count > 1 && !isLongEnough(count)) count--
  return count
}

type Size = { readonly trials: number; readonly count: number; readonly whole: number }

function rungsOf({ keepOneOf }: PlannedSettings, { trials, count, whole }: Size, rounded: (value: number) => number) {
  return Array.from({ length: count }, (_, rung) => ({
    trials: Math.floor(trials / keepOneOf ** rung),
    until: rounded(whole / keepOneOf ** (count - 1 - rung)),
  }))
}

/** How long a whole trial may train so that all of the plan fits into the minutes. */
function secondsAllowed(settings: PlannedSettings, { trials, count }: Omit<Size, 'whole'>): number {
  const ofOneSecond = {
    resource: 'seconds',
    rungs: rungsOf(settings, { trials, count, whole: 1 }, (value) => value),
  } as const
  const given = (settings.minutes ?? 0) * 60 - startsOf(ofOneSecond) * secondsOfStart
  return Math.max(fewestSecondsOfTrial, given / workOf(ofOneSecond))
}

const tenths = (value: number): number => Math.round(value * 10) / 10
