/** Several labellings of one image; every mean and majority is worked out by hand. */
import { describe, expect, it } from 'vitest'
import {
  findThings,
  type Labeller,
  majorityOf,
  meanBox,
  nothingThere,
  valuesOf,
} from '../../../../shared/metrics/agreement/consensus.ts'

const [car, van] = [1, 2]
const categories = [
  { id: car, name: 'car' },
  { id: van, name: 'van' },
]
type Drawn = readonly [category: number, x1: number, y1: number, x2: number, y2: number]

/** All boxes lie in image 1. */
const labeller = (boxes: readonly Drawn[], seen: readonly number[] = [1]): Labeller => ({
  imageIds: boxes.map(() => 1),
  categoryIds: boxes.map(([category]) => category),
  boxes: boxes.flatMap(([, ...corners]) => corners),
  ignore: boxes.map(() => false),
  seenImageIds: new Set(seen),
})

function thingsOf(labellers: readonly Labeller[]) {
  return findThings({ categories, labellers }, 0.5)
}

describe('several labellings', () => {
  it('are brought together thing by thing, whoever saw it first', () => {
    const labellers = [
      labeller([[car, 0, 0, 10, 10]]),
      labeller([[van, 50, 0, 60, 10]]),
      labeller([
        [car, 50, 0, 60, 9],
        [car, 0, 0, 10, 9],
      ]),
    ]
    const things = thingsOf(labellers)
    expect(things.map(({ members }) => members)).toEqual([
      [0, null, 1],
      [null, 0, 0],
    ])
    expect(valuesOf(things[0]!, labellers)).toEqual([car, nothingThere, car])
    expect(valuesOf(things[1]!, labellers)).toEqual([nothingThere, van, car])
    // Two of three say car; of the other thing each says something else.
    expect(things.map((thing) => majorityOf(thing, labellers))).toEqual([car, null])
  })

  it('say by more than half that nothing is there', () => {
    const labellers = [labeller([[car, 0, 0, 10, 10]]), labeller([]), labeller([])]
    expect(majorityOf(thingsOf(labellers)[0]!, labellers)).toBe(nothingThere)
  })

  it('leave it open where as many say so as not', () => {
    const labellers = [labeller([[car, 0, 0, 10, 10]]), labeller([])]
    expect(majorityOf(thingsOf(labellers)[0]!, labellers)).toBeNull()
  })

  it('count only those who saw the image', () => {
    const labellers = [labeller([[car, 0, 0, 10, 10]]), labeller([], []), labeller([[car, 0, 0, 10, 10]])]
    const [thing] = thingsOf(labellers)
    expect(valuesOf(thing!, labellers)).toEqual([car, car])
    expect(majorityOf(thing!, labellers)).toBe(car)
  })

  it('have a mean box, of all or of those with one class', () => {
    const labellers = [
      labeller([[car, 0, 0, 10, 10]]),
      labeller([[car, 2, 0, 10, 12]]),
      labeller([[van, 1, 0, 13, 11]]),
    ]
    const [thing] = thingsOf(labellers)
    expect(thing!.members).toEqual([0, 0, 0])
    expect(meanBox(thing!, labellers)).toEqual({ x1: 1, y1: 0, x2: 11, y2: 11 })
    expect(meanBox(thing!, labellers, car)).toEqual({ x1: 1, y1: 0, x2: 10, y2: 11 })
  })

  it('match the third labeller to the mean of those before', () => {
    const shifted = (by: number) => labeller([[car, by, 0, by + 10, 10]])
    const far = [shifted(0), shifted(4), shifted(4)]
    // 6 of 14 parts are common to the first two: two things.
    expect(thingsOf(far).map(({ members }) => members)).toEqual([
      [0, null, null],
      [null, 0, 0],
    ])
    // The mean of 0 and 2 lies at 1 and has 7 of 13 parts with the third, which has but 6 of 14 with the first.
    expect(thingsOf([shifted(0), shifted(2), shifted(4)]).map(({ members }) => members)).toEqual([[0, 0, 0]])
  })
})
