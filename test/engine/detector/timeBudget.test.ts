import { describe, expect, it } from 'vitest'
import { timeBudget } from '../../../main/engine/detector/timeBudget.ts'

function clockAt() {
  let now = 100
  return { clock: () => now, pass: (seconds: number) => (now += seconds) }
}

describe('time budget', () => {
  it('goes by the clock when only a time is given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: null, seconds: 60 }, { clock })
    pass(15)
    expect(budget.part(3)).toBe(0.25)
    expect(budget.secondsLeft(3)).toBe(45)
    expect(budget.isUp(40)).toBe(false)
    expect(budget.isUp(46)).toBe(true)
  })

  it('goes by epochs when only those are given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: 10, seconds: null }, { clock })
    expect(budget.secondsLeft(0)).toBeNull()
    pass(30)
    expect(budget.part(2)).toBe(0.2)
    expect(budget.secondsLeft(2)).toBe(120)
    expect(budget.isUp(1000)).toBe(false)
  })

  it('takes whichever ends first when both are given', () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: 10, seconds: 60 }, { clock })
    pass(30)
    expect(budget.part(2)).toBe(0.5)
    expect(budget.secondsLeft(2)).toBe(30)
    expect(budget.secondsLeft(9)).toBeCloseTo(30 / 9, 10)
  })

  it('goes on from what was used before a break, and a pause uses nothing', async () => {
    const { clock, pass } = clockAt()
    const budget = timeBudget({ epochs: null, seconds: 60 }, { clock, used: 20 })
    pass(10)
    expect(budget.part(0)).toBe(0.5)
    await budget.standStill(async () => void pass(1000))
    expect(budget.elapsed()).toBe(30)
    expect(budget.secondsLeft(0)).toBe(30)
  })
})
