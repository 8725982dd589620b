/** Which trial is trained next, and which are given up: decided from what the trials have shown so far, and from nothing else. */
import type { SearchPlan } from './plan.ts'

/**
 * `open`: has more to train. `stopped`: others were better at its rung. `done`: trained whole. `failed`: could not be trained.
 * `left`: the time was up.
 */
export const trialStates = ['open', 'stopped', 'done', 'failed', 'left'] as const
export type TrialState = (typeof trialStates)[number]

export type Standing = {
  /** From 1. */
  readonly number: number
  readonly state: TrialState
  readonly rungsDone: number
  /** What it reached at the end of its last rung; null before the first, or without a validation. */
  readonly score: number | null
}

export type SearchStep =
  | { readonly kind: 'train'; readonly number: number; readonly rung: number }
  | { readonly kind: 'stop'; readonly numbers: readonly number[] }
  | { readonly kind: 'end' }

/** How many trials the time that is left suffices for at a rung. */
export type Affordable = (rung: number) => number

/**
 * All trials of a rung end it before the first goes on to the next. Where the time has become too short for as many as were
 * planned, fewer go on, so that the best are trained whole.
 */
export function nextStep({ rungs }: SearchPlan, trials: readonly Standing[], affordable: Affordable): SearchStep {
  const open = trials.filter(({ state }) => state === 'open')
  const rung = Math.min(...open.map(({ rungsDone }) => rungsDone))
  const waiting = ranked(open.filter(({ rungsDone }) => rungsDone === rung))
  const [first] = waiting
  if (!first) return { kind: 'end' }
  const isBegun = waiting.length < open.length
  const most = Math.min(rungs[rung]!.trials, Math.max(1, affordable(rung)))
  if (rung > 0 && !isBegun && waiting.length > most) {
    return { kind: 'stop', numbers: waiting.slice(most).map(({ number }) => number) }
  }
  return { kind: 'train', number: first.number, rung }
}

/** The best first; of equals the earlier one. What has no score comes last. */
export function ranked<T extends Pick<Standing, 'number' | 'score'>>(trials: readonly T[]): T[] {
  return [...trials].sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.number - b.number)
}

/** Null while no trial has a score. One that failed later on cannot be recommended, however well it began. */
export function bestOf<T extends Pick<Standing, 'number' | 'score' | 'state'>>(trials: readonly T[]): T | null {
  const [best] = ranked(trials.filter(({ state }) => state !== 'failed'))
  return best && best.score !== null ? best : null
}

/** What is still to be trained, in the plan's epochs or seconds, if nothing fails, and in how many goes. */
export function workLeft({ rungs }: SearchPlan, trials: readonly Standing[]): { work: number; starts: number } {
  const open = trials.filter(({ state }) => state === 'open')
  const sum = { work: 0, starts: 0 }
  for (const [rung, { trials: planned, until }] of rungs.entries()) {
    const passed = open.filter(({ rungsDone }) => rungsDone > rung).length
    const count = Math.max(0, Math.min(open.length, planned) - passed)
    sum.work += count * (until - (rungs[rung - 1]?.until ?? 0))
    sum.starts += count
  }
  return sum
}
