import { describe, expect, it } from 'vitest'
import { parameterAxis, scoreAxis } from '../../../../renderer/train/search/axes.ts'
import { movedEnd } from '../../../../renderer/train/search/movedEnd.ts'
import type { SearchParameter } from '../../../../shared/search/settings.ts'

const words = { label: 'Rate', wordOf: (value: unknown) => `<${value}>` }
const rate: SearchParameter = { kind: 'range', key: 'learningRate', low: 1e-4, high: 1e-2, isLog: true, points: 3 }
const tried = (...values: (number | string | null)[]) => values.map((value) => ({ values: { learningRate: value } }))

describe('the axis of a setting', () => {
  it('goes by powers where the range does', () => {
    const axis = parameterAxis(rate, tried(0.002), words)
    expect(axis.isLog).toBe(true)
    expect(axis.placeOf(1e-4)).toBe(0)
    expect(axis.placeOf(1e-3)).toBeCloseTo(0.5)
    expect(axis.placeOf(1e-2)).toBe(1)
    expect(axis.ticks.map(({ text }) => text)).toEqual(['1e-4', '1e-3', '0.01'])
  })

  it('writes no power right beside an end', () => {
    // 0.9e-3 to 2e-2: 1e-3 lies beside the low end, 1e-2 far enough from the high one.
    const axis = parameterAxis({ ...rate, low: 9e-4, high: 2e-2 }, [], words)
    expect(axis.ticks.map(({ text }) => text)).toEqual(['9e-4', '0.01', '0.02'])
  })

  it('has room for what was tried outside of the range, and none for what is empty', () => {
    const axis = parameterAxis({ ...rate, isLog: false, low: 0.2, high: 0.6 }, tried(0.7, null), words)
    expect(axis.placeOf(0.7)).toBe(1)
    expect(axis.placeOf(0.45)).toBeCloseTo(0.5)
    expect(axis.placeOf(null)).toBeNull()
  })

  it('has a place for each listed value: numbers in their order, what is empty first', () => {
    const axis = parameterAxis({ kind: 'list', key: 'learningRate', values: [16, 8, null] }, tried(4), words)
    expect(axis.ticks.map(({ text }) => text)).toEqual(['<null>', '<4>', '<8>', '<16>'])
    expect([null, 4, 8, 16].map(axis.placeOf)).toEqual([0, 1 / 3, 2 / 3, 1])
    const names = parameterAxis({ kind: 'list', key: 'learningRate', values: ['giou', 'ciou'] }, [], words)
    expect(names.ticks.map(({ text }) => text)).toEqual(['<giou>', '<ciou>'])
  })

  it('ends above the best result at a round number', () => {
    expect(scoreAxis([0.31, 0.62], 'AP').ticks.map(({ text }) => text)).toEqual(['0', '0.35', '0.7'])
    expect(scoreAxis([], 'AP').placeOf(0.05)).toBe(0.5)
  })
})

describe('a key at the end of a part of an axis', () => {
  it('moves that end, never past the other one, and back to all of it', () => {
    expect(movedEnd(null, 0, 'ArrowUp')).toEqual([0.05, 1])
    expect(movedEnd([0.05, 1], 1, 'ArrowDown')).toEqual([0.05, 0.95])
    expect(movedEnd([0.05, 0.06], 0, 'ArrowUp')).toEqual([0.05, 0.06])
    expect(movedEnd([0.05, 1], 0, 'Home')).toBeNull()
    expect(movedEnd([0.2, 0.4], 0, 'Escape')).toBeNull()
  })

  it('means nothing when it is another', () => {
    expect(movedEnd(null, 0, 'a')).toBeUndefined()
    expect(movedEnd(null, 0, 'Escape')).toBeUndefined()
  })
})
