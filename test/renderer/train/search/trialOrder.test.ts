import { describe, expect, it } from 'vitest'
import { scoreAxis } from '../../../../renderer/train/search/axes.ts'
import {
  bestFirst,
  orderedTrials,
  reordered,
  type TrialOrder,
  withinParts,
} from '../../../../renderer/train/search/trialOrder.ts'
import { trialOf } from '../../../support/searches.ts'

const trials = [
  trialOf(1, { score: 0.3, ap: 0.3, values: { learningRate: 0.01, boxLoss: 'giou' } }),
  trialOf(2, { score: null, ap: null, values: { learningRate: 0.001, boxLoss: 'ciou' } }),
  trialOf(3, { score: 0.6, ap: 0.6, values: { learningRate: 0.002, boxLoss: 'ciou' } }),
]
const numbersBy = (order: TrialOrder) => orderedTrials(trials, order).map(({ number }) => number)

describe('the table of trials', () => {
  it('begins with the best', () => {
    expect(numbersBy(bestFirst)).toEqual([3, 1, 2])
  })

  it('is ordered by any column, what is missing last in either direction', () => {
    expect(numbersBy({ column: 'ap', isDescending: false })).toEqual([1, 3, 2])
    expect(numbersBy({ column: 'ap', isDescending: true })).toEqual([3, 1, 2])
    expect(numbersBy({ column: 'learningRate', isDescending: false })).toEqual([2, 3, 1])
    expect(numbersBy({ column: 'boxLoss', isDescending: false })).toEqual([2, 3, 1])
    expect(numbersBy({ column: 'number', isDescending: true })).toEqual([3, 2, 1])
  })

  it('begins a column with what is looked for, and turns it at the second click', () => {
    const byRate = reordered(bestFirst, 'learningRate')
    expect(byRate).toEqual({ column: 'learningRate', isDescending: false })
    expect(reordered(byRate, 'learningRate')).toEqual({ column: 'learningRate', isDescending: true })
    expect(reordered(byRate, 'ap')).toEqual({ column: 'ap', isDescending: true })
  })
})

it('trials lie within the chosen parts of all axes, or outside', () => {
  const axis = scoreAxis([0.6], 'AP')
  const read = ({ score }: (typeof trials)[number]) => score
  const inside = (part: readonly [number, number] | null) => [...withinParts(trials, [{ axis, part, read }])]
  expect(inside(null)).toEqual([1, 2, 3])
  // The axis ends at 0.6: half of it is 0.3.
  expect(inside([0.5, 0.9])).toEqual([1])
  expect(inside([0.6, 1])).toEqual([3])
})
