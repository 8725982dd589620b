import { expect, it } from 'vitest'
import { checkSearch } from '../../../shared/search/checkSearch.ts'
import { type SearchParameter, searchableKeys, searchSettings } from '../../../shared/search/settings.ts'
import { usualParameter, usualParameters } from '../../../shared/search/usualParameters.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

const check = (parameters: readonly SearchParameter[], change: object = {}) =>
  checkSearch(searchSettings.parse({ base: defaultTrainSettings, parameters, ...change }))
const range = { kind: 'range', key: 'learningRate', low: 1e-4, high: 1e-2, isLog: true, points: 3 } as const

it.each(searchableKeys)('the usual values of %s are such as it takes', (key) => {
  expect(() => check([usualParameter(key)])).not.toThrow()
})

it('every setting that is searched usually has a say', () => {
  const keysOf = (change: object) => usualParameters({ ...defaultTrainSettings, ...change }).map(({ key }) => key)
  expect(keysOf({})).toEqual(['learningRate', 'backboneRate', 'boxWeight', 'scale'])
  expect(keysOf({ start: 'scratch' })).toEqual(['learningRate', 'width', 'boxWeight', 'scale'])
  expect(keysOf({ detector: 'ssd' })).not.toContain('boxWeight')
})

it.each([
  [[range, range], {}, /learningRate is named twice/],
  [[{ kind: 'list', key: 'seed', values: [1, 2] }], {}, /seed says how or how long/],
  [[{ kind: 'list', key: 'boxLoss', values: ['ciou', 'l3'] }], {}, /boxLoss does not take the value l3/],
  [[{ ...range, key: 'boxLoss' }], {}, /boxLoss is one of several words/],
  [[{ ...range, low: 0.1, high: 0.1 }], {}, /low end is not below/],
  [[{ ...range, key: 'weightDecay', low: 0 }], {}, /has to begin above 0/],
  [[{ ...range, key: 'scale', high: 2 }], {}, /scale does not take the value 2/],
  [[range], { minutes: null }, /would never end/],
  // A head over a backbone that learns too is too large for such a method; over a frozen one it is not.
  [[{ kind: 'list', key: 'optimizer', values: ['adamw', 'lbfgs'] }], { sampling: 'grid' }, /are for small heads/],
  [[range], { base: { ...defaultTrainSettings, optimizer: 'lbfgs' } }, /are for small heads/],
  [[range], { base: { ...defaultTrainSettings, optimizer: 'lbfgs', frozen: 'all' } }, null],
  [[range, { ...range, key: 'weightDecay', points: 50 }], { sampling: 'grid' }, null],
  [
    [
      { ...range, points: 50 },
      { ...range, key: 'weightDecay', points: 50 },
    ],
    { sampling: 'grid' },
    /2500 combinations/,
  ],
] as const)('%j with %j', (parameters, change, refusal) => {
  const begin = () => check(parameters as unknown as SearchParameter[], change)
  if (refusal === null) expect(begin).not.toThrow()
  else expect(begin).toThrow(refusal)
})
