/** How far a search is and how long it still takes, from what its trials were trained and how long that took. */
import type { Progress } from '../../../shared/model.ts'
import { type Standing, workLeft } from '../../../shared/search/halving.ts'
import { type SearchPlan, secondsOfStart } from '../../../shared/search/plan.ts'

export type SearchCourse = {
  readonly plan: SearchPlan
  readonly trials: readonly Standing[]
  /** Seconds at work, and those that are left by the limit. */
  readonly elapsed: number
  readonly secondsLeft: number
}

type UnderWay = { readonly number: number; readonly rung: number; readonly progress: Progress }

/** @param progress of the training of a trial's run, as part of its whole training */
export function searchProgress(course: SearchCourse, { number, rung, progress }: UnderWay): Progress {
  const { plan, trials } = course
  const within = workWithin(plan, rung, progress.value ?? 0)
  const done = workDone(plan, trials) + within
  const { work, starts } = workLeft(plan, trials)
  const left = Math.max(0, work - within)
  const needed = secondsNeeded(course, within)(left, starts - 1)
  return {
    value: done + left > 0 ? done / (done + left) : null,
    title: `Trial ${number} of ${trials.length}, rung ${rung + 1} of ${plan.rungs.length}: ${progress.title}`,
    phase: 'trials',
    secondsLeft: progress.phase === 'paused' || needed === null ? null : Math.min(needed, course.secondsLeft),
  }
}

/** How many trials the time that is left suffices for at a rung, as long as training took so far. */
export function affordableTrials(course: SearchCourse, rung: number): number {
  const seconds = secondsNeeded(course, 0)(trainingAt(course.plan, rung), 1)
  return seconds === null || course.secondsLeft === Number.POSITIVE_INFINITY
    ? Number.POSITIVE_INFINITY
    : Math.floor(course.secondsLeft / seconds)
}

/** Null while nothing can be said. */
function secondsNeeded({ plan, trials, elapsed }: SearchCourse, within: number) {
  const done = workDone(plan, trials) + within
  const begun = trials.reduce((sum, { rungsDone }) => sum + rungsDone, within > 0 ? 1 : 0)
  const ofStart = begun > 0 ? Math.max(0, (elapsed - done) / begun) : secondsOfStart
  return (work: number, starts: number): number | null => {
    if (plan.resource === 'seconds') return work + starts * ofStart
    // Less than an epoch is mostly the start.
    return done < 1 ? null : (work * elapsed) / done
  }
}

function workDone({ rungs }: SearchPlan, trials: readonly Standing[]): number {
  return trials.reduce((sum, { rungsDone }) => sum + (rungs[rungsDone - 1]?.until ?? 0), 0)
}

function workWithin(plan: SearchPlan, rung: number, part: number): number {
  const whole = plan.rungs.at(-1)!.until
  const before = plan.rungs[rung - 1]?.until ?? 0
  return Math.min(trainingAt(plan, rung), Math.max(0, part * whole - before))
}

const trainingAt = ({ rungs }: SearchPlan, rung: number): number => rungs[rung]!.until - (rungs[rung - 1]?.until ?? 0)
