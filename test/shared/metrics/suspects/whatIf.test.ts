import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EvaluationData } from '../../../../shared/evaluationData.ts'
import { evaluateCoco } from '../../../../shared/metrics/coco.ts'
import { datasetFromEvaluation } from '../../../../shared/metrics/dataset.ts'
import { findSuspects } from '../../../../shared/metrics/suspects/findSuspects.ts'
import { averagePrecisionAfter, fixOf, type LabelFix, withFixes } from '../../../../shared/metrics/suspects/whatIf.ts'
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

const scored = (from: EvaluationData) => evaluateCoco(datasetFromEvaluation(from))
const judged = (from: EvaluationData) => ({ data: from, dataset: datasetFromEvaluation(from), coco: scored(from) })
const precisionAfter = (fixes: readonly LabelFix[]) => averagePrecisionAfter(judged(data), fixes)

const categoryId = fc.constantFrom(car, van)
const box = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 10, max: 30 }))
  .map(([x, side]) => square(10 * x, side))
const boxed = fc.record({ categoryId: fc.constantFrom(0, car, van), box, ignore: fc.boolean() }).map((label) => ({
  ...label,
  // Only a region may be without a class.
  ignore: label.ignore || label.categoryId === 0,
}))
const seen = fc.record({ categoryId, box, score: fc.constantFrom(0.3, 0.5, 0.7, 0.9) })
const images = fc.array(
  fc.record({ labels: fc.array(boxed, { maxLength: 8 }), detections: fc.array(seen, { maxLength: 12 }) }),
  { minLength: 1, maxLength: 3 },
)
const id = fc.integer({ min: 1, max: 12 })
const fix: fc.Arbitrary<LabelFix> = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), id, categoryId }),
  fc.record({ kind: fc.constant('change' as const), id, box }),
  fc.record({ kind: fc.constant('change' as const), id, ignore: fc.constant(true as const) }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('add' as const), imageId: fc.constant(1), categoryId, box }),
)

describe('what fixes would do', () => {
  it('the average precision is that of computing all classes anew', () => {
    fc.assert(
      fc.property(images, fc.array(fix, { maxLength: 5 }), (of, fixes) => {
        const before = evaluationData(of)
        const { AP } = scored(withFixes(before, fixes)).figures

        const after = averagePrecisionAfter(judged(before), fixes)

        if (AP < 0) expect(after).toBeNull()
        else expect(after).toBeCloseTo(AP, 12)
      }),
    )
  })

  it('a class that no fix touches is not computed anew', () => {
    const coco = { categories: scored(data).categories.map((one) => (one.id === car ? { ...one, AP: 0.25 } : one)) }
    const vanAlone = [{ kind: 'remove', id: 5 }] as const
    const ofVans = scored(withFixes(data, vanAlone)).categories.find((one) => one.id === van)!.AP!

    expect(averagePrecisionAfter({ ...judged(data), coco }, vanAlone)).toBeCloseTo((0.25 + ofVans) / 2, 12)
  })

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
    const before = precisionAfter([])!
    expect(before).toBeLessThan(0.7)
    const suspects = findSuspects(data)
    expect(suspects.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'located', 'overlooked', 'swapped'])
    const fixes = suspects.map((suspect) => fixOf(suspect)!)
    // pycocotools' epsilon keeps a perfect precision a hair below 1.
    expect(precisionAfter(fixes)).toBeCloseTo(1, 12)
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
