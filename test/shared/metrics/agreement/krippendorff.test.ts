import { expect, it } from 'vitest'
import { krippendorffAlpha } from '../../../../shared/metrics/agreement/krippendorff.ts'

it('is 0.743 for the example of four observers in the source, with its missing values', () => {
  const observers = [
    '1 2 3 3 2 1 4 1 2 . . .',
    '1 2 3 3 2 2 4 1 2 5 . 3',
    '. 3 3 3 2 3 4 2 2 5 1 .',
    '1 2 3 3 2 4 4 1 2 5 1 .',
  ].map((line) => line.split(' '))
  const units = observers[0]!.map((_, unit) =>
    observers.flatMap((values) => (values[unit] === '.' ? [] : [Number(values[unit])])),
  )
  expect(krippendorffAlpha(units)).toBeCloseTo(0.743, 3)
})

it('of two labellers is worked out by hand', () => {
  // Values 1 1 1 2 2 2 2 2: n = 8, n1 = 3, n2 = 5; three of four agree, so 6 of 8 coincide with themselves.
  const units = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 2],
  ]
  // 1 - 7 * (8 - 6) / (64 - 9 - 25)
  expect(krippendorffAlpha(units)).toBeCloseTo(1 - 14 / 30, 12)
})

it('is 1 where all agree and there is a choice, and not defined without one', () => {
  expect(
    krippendorffAlpha([
      [1, 1],
      [2, 2, 2],
    ]),
  ).toBe(1)
  expect(
    krippendorffAlpha([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull()
  expect(krippendorffAlpha([[1], [2]])).toBeNull()
  expect(krippendorffAlpha([])).toBeNull()
})
