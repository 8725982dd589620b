import { describe, expect, it } from 'vitest'
import { averageKeepAt, rateAt } from '../../../main/engine/detector/schedule.ts'
import { timeBudget } from '../../../main/engine/detector/timeBudget.ts'

function clockAt() {
  let now = 100
  return { clock: () => now, pass: (seconds: number) => (now += seconds) }
}

describe('time budget', () => {
  it('goes by the clock when only a time is given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: null, seconds: 60 }, clock)
    pass(15)
    expect(budget.part(3)).toBe(0.25)
    expect(budget.secondsLeft(3)).toBe(45)
    expect(budget.isUp(40)).toBe(false)
    expect(budget.isUp(46)).toBe(true)
  })

  it('goes by epochs when only those are given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: 10, seconds: null }, clock)
    expect(budget.secondsLeft(0)).toBeNull()
    pass(30)
    expect(budget.part(2)).toBe(0.2)
    expect(budget.secondsLeft(2)).toBe(120)
    expect(budget.isUp(1000)).toBe(false)
  })

  it('takes whichever ends first when both are given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: 10, seconds: 60 }, clock)
    pass(30)
    expect(budget.part(2)).toBe(0.5)
    expect(budget.secondsLeft(2)).toBe(30)
    expect(budget.secondsLeft(9)).toBeCloseTo(30 / 9, 10)
  })
})

describe('learning rate', () => {
  it('rises, then falls along a cosine to a fiftieth', () => {
    expect(rateAt(0, 0)).toBeLessThan(0.2)
    // Half way down a cosine from 1 to 0.02.
    expect(rateAt(0.5, 500)).toBeCloseTo(0.51, 10)
    expect(rateAt(1, 1000)).toBeCloseTo(0.02, 10)
  })

  it('the average of the weights keeps little at first and nearly all later', () => {
    expect(averageKeepAt(0)).toBeCloseTo(0.1, 10)
    expect(averageKeepAt(90)).toBeCloseTo(0.91, 10)
    expect(averageKeepAt(1e6)).toBe(0.998)
  })
})
