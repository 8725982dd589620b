import { describe, expect, it } from 'vitest'
import { findSuspects } from '../../../../shared/metrics/suspects/findSuspects.ts'
import { averagePrecisionAfter, fixOf, withFixes } from '../../../../shared/metrics/suspects/whatIf.ts'
import { car, evaluationData, van } from '../../../support/suspectData.ts'

const square = (x: number, side = 20) => ({ x1: x, y1: 0, x2: x + side, y2: side })
const data = evaluationData([
  {
    labels: [
      { categoryId: car, box: square(0) },
      { categoryId: car, box: square(100) },
      { categoryId: van, box: square(208) },
      { categoryId: van, box: square(300) },
      { categoryId: van, box: square(302) },
    ],
    detections: [
      { categoryId: car, box: square(0), score: 0.9 },
      { categoryId: van, box: square(100), score: 0.9, probabilities: [0.1, 0.9] },
      { categoryId: van, box: square(200), score: 0.9 },
      { categoryId: van, box: square(300), score: 0.9 },
      { categoryId: car, box: square(400), score: 0.9 },
    ],
  },
])

describe('what fixes would do', () => {
  it('labels become what the model says', () => {
    const { groundTruths } = withFixes(data, [
      { kind: 'change', id: 2, categoryId: van },
      { kind: 'change', id: 3, box: square(200) },
      { kind: 'remove', id: 5 },
      { kind: 'add', imageId: 1, categoryId: car, box: square(400) },
    ])
    expect(groundTruths.ids).toEqual([1, 2, 3, 4, 6])
    expect(groundTruths.categoryIds).toEqual([car, van, van, van, car])
    expect(groundTruths.boxes.filter((_, index) => index % 4 === 0)).toEqual([0, 100, 200, 300, 400])
    expect(groundTruths.ignore).toEqual([false, false, false, false, false])
  })

  it('the data as they are stay as they are', () => {
    const before = structuredClone(data)
    withFixes(data, [
      { kind: 'change', id: 3, box: square(200), ignore: true },
      { kind: 'remove', id: 1 },
    ])
    expect(data).toEqual(before)
  })

  it('with every word of the model taken, model and labels agree', () => {
    const before = averagePrecisionAfter(data, [])!
    expect(before).toBeLessThan(0.7)
    const suspects = findSuspects(data)
    expect(suspects.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'located', 'overlooked', 'swapped'])
    const fixes = suspects.map((suspect) => fixOf(suspect)!)
    // pycocotools' epsilon keeps a perfect precision a hair below 1.
    expect(averagePrecisionAfter(data, fixes)).toBeCloseTo(1, 12)
  })

  it('a project may have more labels than a call may have arguments', () => {
    const labels = Array.from({ length: 200_000 }, () => ({ categoryId: car, box: square(0) }))
    const add = { kind: 'add', imageId: 1, categoryId: car, box: square(400) } as const
    expect(withFixes(evaluationData([{ labels, detections: [] }]), [add]).groundTruths.ids.at(-1)).toBe(200_001)
  })

  it('a fix of a label that is gone changes nothing', () => {
    expect(withFixes(data, [{ kind: 'remove', id: 99 }]).groundTruths).toEqual(data.groundTruths)
  })
})
