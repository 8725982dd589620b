import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { searchClock } from '../../main/engine/jobs/searchClock.ts'
import { affordableTrials, type SearchCourse, searchProgress } from '../../main/engine/jobs/searchProgress.ts'
import type { Standing } from '../../shared/search/halving.ts'
import type { SearchPlan } from '../../shared/search/plan.ts'

const plan = (resource: SearchPlan['resource']): SearchPlan => ({
  resource,
  rungs: [
    { trials: 4, until: 10 },
    { trials: 2, until: 30 },
  ],
})
/** Two of four are at the end of the first rung. */
const halfway: Standing[] = [1, 2, 3, 4].map((number) => ({
  number,
  state: 'open',
  rungsDone: number < 3 ? 1 : 0,
  score: number < 3 ? 0.5 : null,
}))
const course = (change: Partial<SearchCourse>): SearchCourse => ({
  plan: plan('seconds'),
  trials: halfway,
  elapsed: 24,
  secondsLeft: Number.POSITIVE_INFINITY,
  ...change,
})
const training = (value: number, phase = 'training') => ({ value, title: 'Epoch 2', phase, secondsLeft: 1 })

describe('progress of a search', () => {
  it('counts training of all trials, and what a start takes as it was measured', () => {
    // A sixth of 30 s is 5 s. Done 10 + 10 + 5; left 5 + 10 + 2 x 20. 29 s in three goes: each start took 4/3 s.
    const progress = searchProgress(course({ elapsed: 29 }), { number: 3, rung: 0, progress: training(1 / 6) })
    expect(progress.value).toBeCloseTo(25 / 80)
    // Three goes are to come: trial 4, and two at the second rung.
    expect(progress.secondsLeft).toBeCloseTo(55 + 3 * (4 / 3))
    expect(progress).toMatchObject({ title: 'Trial 3 of 4, rung 1 of 2: Epoch 2', phase: 'trials' })
  })

  it('goes by the pace so far where epochs are counted, and by the minutes when they are sooner over', () => {
    const epochs = course({ plan: plan('epochs'), elapsed: 50 })
    const at = { number: 3, rung: 0, progress: training(1 / 6) }
    // 25 epochs in 50 s, 55 to come.
    expect(searchProgress(epochs, at).secondsLeft).toBeCloseTo(110)
    expect(searchProgress({ ...epochs, secondsLeft: 70 }, at).secondsLeft).toBe(70)
  })

  it('does not guess while nothing was trained, or while it stands still', () => {
    const fresh = halfway.map((trial) => ({ ...trial, rungsDone: 0 }))
    const at = { number: 1, rung: 0, progress: training(0) }
    expect(searchProgress(course({ plan: plan('epochs'), trials: fresh }), at).secondsLeft).toBeNull()
    const paused = { number: 3, rung: 0, progress: training(1 / 6, 'paused') }
    expect(searchProgress(course({}), paused).secondsLeft).toBeNull()
  })

  it('tells how many trials the time suffices for at the next rung', () => {
    const ended = halfway.map((trial) => ({ ...trial, rungsDone: 1 }))
    // 48 s for four goes of 10 s: 2 s for each start, so 22 s for each trial of the second rung.
    const at = (secondsLeft: number) => affordableTrials(course({ trials: ended, elapsed: 48, secondsLeft }), 1)
    expect([21, 22, 43, 44].map(at)).toEqual([0, 1, 1, 2])
    expect(at(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the clock of a search', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('tells when its time is up, and counts neither the time before nor that in which it stood still', () => {
    const onUp = vi.fn()
    const clock = searchClock({ used: 40, limit: 100, onUp })
    vi.advanceTimersByTime(20_000)
    expect([clock.elapsed(), clock.left()]).toEqual([60, 40])
    clock.pause()
    vi.advanceTimersByTime(1_000_000)
    expect(clock.elapsed()).toBe(60)
    clock.goOn()
    vi.advanceTimersByTime(39_000)
    expect(onUp).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1000)
    expect(onUp).toHaveBeenCalledOnce()
    expect(clock.left()).toBe(0)
  })

  it('never tells without a limit, or when it was stopped', () => {
    const onUp = vi.fn()
    const endless = searchClock({ used: 0, limit: null, onUp })
    searchClock({ used: 0, limit: 1, onUp }).stop()
    vi.advanceTimersByTime(10_000)
    expect(onUp).not.toHaveBeenCalled()
    expect(endless.left()).toBe(Number.POSITIVE_INFINITY)
  })
})
