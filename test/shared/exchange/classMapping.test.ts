import { expect, it } from 'vitest'
import { similarCategory, usualTarget } from '../../../shared/exchange/classMapping.ts'

const categories = [
  { id: 1, name: 'traffic light' },
  { id: 2, name: 'car' },
  { id: 3, name: 'Bus' },
  { id: 4, name: 'bus' },
]

it('a class becomes the one of the same name, also when its accents are stored in another way', () => {
  expect(usualTarget('car', categories)).toEqual({ kind: 'existing', categoryId: 2 })
  expect(usualTarget('cafe\u0301', [{ id: 9, name: 'caf\u00e9' }])).toEqual({ kind: 'existing', categoryId: 9 })
  expect(usualTarget('Car', categories)).toEqual({ kind: 'new' })
})

it.each([
  ['Traffic-Lights', 1],
  ['traffic_light', 1],
  ['CARS', 2],
  // Two classes are as near: nobody can say which is meant.
  ['BUS', null],
  ['lorry', null],
  // So short a word does not lose its s.
  ['ca', null],
])('%s is similar to %s', (name, id) => {
  expect(similarCategory(name, categories)).toBe(id)
})
