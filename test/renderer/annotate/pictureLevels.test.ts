import { beforeAll, describe, expect, it } from 'vitest'

type Pictures = typeof import('../../../renderer/annotate/picture/pictures.ts')
let pictures: Pictures

beforeAll(async () => {
  Object.assign(globalThis, { boxwright: { call: async () => '', on: () => () => {} } })
  pictures = await import('../../../renderer/annotate/picture/pictures.ts')
})

describe('of the copies of a picture', () => {
  // 3001 wide: its half is 1501, its quarter 751.
  const levels = [3001, 1501, 751].map((width) => ({ width }))
  it.each([
    [3001, 3001],
    [1502, 1501],
    [1510, 3001],
    [1500.5, 1501],
    [751, 751],
    [10, 751],
    [9000, 3001],
  ])('the one drawn on %d pixels of the screen is %d wide: the smallest without a loss', (onScreen, wanted) => {
    expect(pictures.levelFor(levels, onScreen)).toEqual({ width: wanted })
  })
})

it.each([
  [2, 0],
  [1, 0],
  [0.51, 0],
  [0.5, 1],
  [0.26, 1],
  [0.25, 2],
  [0.125, 3],
  [0.01, 3],
])('seen at %d times its size a picture is read in half so many times: %d', (scale, halvings) => {
  expect(pictures.halvingsOf(scale)).toBe(halvings)
})
