import { describe, expect, it } from 'vitest'
import { type PlannedSettings, planSearch, secondsExpected, startsOf, workOf } from '../../../shared/search/plan.ts'

const planned = (change: Partial<PlannedSettings>): PlannedSettings => ({
  isHalving: true,
  keepOneOf: 3,
  epochs: null,
  seconds: null,
  minutes: null,
  ...change,
})

describe('the plan of a search', () => {
  it('has rungs each of which a third reaches, with three times the training', () => {
    const plan = planSearch(planned({ epochs: 27 }), 20)
    expect(plan).toEqual({
      resource: 'epochs',
      rungs: [
        { trials: 20, until: 3 },
        { trials: 6, until: 9 },
        { trials: 2, until: 27 },
      ],
    })
    // 20 x 3, 6 x 6 more, 2 x 18 more.
    expect(workOf(plan)).toBe(132)
    expect(startsOf(plan)).toBe(28)
    expect(secondsExpected(plan)).toBeNull()
  })

  it('shares the minutes out so that all of it fits, starts included', () => {
    const plan = planSearch(planned({ minutes: 30 }), 20)
    expect(plan.rungs.map(({ trials }) => trials)).toEqual([20, 6, 2])
    // 28 starts of 5 s leave 1660 s for 20/9 + 6 x 2/9 + 2 x 6/9 = 44/9 whole trainings: 339.5 s each.
    expect(plan.rungs.map(({ until }) => until)).toEqual([37.7, 113.2, 339.5])
    expect(Math.abs(secondsExpected(plan)! - 1800)).toBeLessThan(2)
  })

  it('has one rung without halving, and all of it is the whole training', () => {
    expect(planSearch(planned({ isHalving: false, seconds: 60 }), 20).rungs).toEqual([{ trials: 20, until: 60 }])
    // Ten minutes less twenty starts of 5 s, by twenty.
    expect(planSearch(planned({ isHalving: false, minutes: 10 }), 20).rungs).toEqual([{ trials: 20, until: 25 }])
  })

  it('has fewer rungs where the first would be too short to tell anything', () => {
    // 60 / 3 = 20 s is just long enough, 60 / 9 is not.
    expect(planSearch(planned({ seconds: 60 }), 20).rungs).toEqual([
      { trials: 20, until: 20 },
      { trials: 6, until: 60 },
    ])
    expect(planSearch(planned({ seconds: 59 }), 20).rungs).toHaveLength(1)
    expect(planSearch(planned({ epochs: 2 }), 20).rungs).toEqual([{ trials: 20, until: 2 }])
    expect(planSearch(planned({ epochs: 100 }), 2).rungs).toHaveLength(1)
  })
})
