import { expect, it } from 'vitest'
import { isSameJson } from '../../../renderer/annotate/sameJson.ts'

it.each([
  [1, 1],
  [null, null],
  [
    [{ id: 1, extras: { a: [1, 2] } }, { id: 2 }],
    [{ id: 1, extras: { a: [1, 2] } }, { id: 2 }],
  ],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
])('%j and %j say the same', (a, b) => expect(isSameJson(a, b)).toBe(true))

it.each([
  [1, 2],
  [null, {}],
  [[], {}],
  [[1, 2], [1]],
  [{ a: null }, { b: null }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [[{ id: 1, extras: { a: [1, 2] } }], [{ id: 1, extras: { a: [1, 3] } }]],
])('%j and %j do not', (a, b) => expect(isSameJson(a, b)).toBe(false))
