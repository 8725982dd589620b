import { describe, expect, it } from 'vitest'
import { indexCategories } from '../../../shared/metrics/categoryIndex.ts'
import { anyArea, areaRanges } from '../../../shared/metrics/cocoParameters.ts'
import { type Matches, matchCategory, outcome } from '../../../shared/metrics/match.ts'
import { datasetOf, type Found, type Truth } from './datasets.ts'

const { falsePositive, truePositive, ignored } = outcome

function matchOf(truths: readonly Truth[], found: readonly Found[], iou = 0.5, range = anyArea): Matches {
  return matchCategory(indexCategories(datasetOf(truths, found))[0]!, [iou], range)
}

describe('greedy matching', () => {
  it('lets the detection with the higher score choose first', () => {
    const object: Truth = { box: [0, 0, 100, 100] }
    const better: Found = { box: [0, 0, 100, 100], score: 0.5 }
    const surer: Found = { box: [0, 0, 100, 60], score: 0.9 }

    const { outcomes } = matchOf([object], [better, surer])

    expect([...outcomes]).toEqual([truePositive, falsePositive])
  })

  it('takes the larger overlap, and the later of equal ones', () => {
    const near: Truth = { box: [0, 0, 100, 100] }
    const nearer: Truth = { box: [0, 0, 100, 90] }
    const found: Found = { box: [0, 0, 100, 90], score: 0.9 }

    expect([...matchOf([near, nearer], [found]).groundTruths]).toEqual([1])
    expect([...matchOf([nearer, near], [found]).groundTruths]).toEqual([0])
    expect([...matchOf([nearer, nearer], [found]).groundTruths]).toEqual([1])
  })

  it('counts an IoU that equals the threshold as a match', () => {
    const object: Truth = { box: [0, 0, 100, 100] }
    const half: Found = { box: [0, 0, 100, 50], score: 0.9 }

    expect([...matchOf([object], [half], 0.5).outcomes]).toEqual([truePositive])
    expect([...matchOf([object], [half], 0.51).outcomes]).toEqual([falsePositive])
  })

  it('gives several thresholds as rows', () => {
    const index = indexCategories(datasetOf([{ box: [0, 0, 100, 100] }], [{ box: [0, 0, 100, 70], score: 0.9 }]))[0]!

    expect([...matchCategory(index, [0.5, 0.7, 0.9]).outcomes]).toEqual([truePositive, truePositive, falsePositive])
  })
})

describe('an ignore region', () => {
  const region: Truth = { box: [0, 0, 200, 200], ignore: true }

  it('takes any number of detections, by the part of them that lies in it', () => {
    const inside = [0.9, 0.8, 0.7].map((score): Found => ({ box: [10, 10, 40, 40], score }))
    const mostlyOutside: Found = { box: [190, 0, 250, 60], score: 0.6 }

    const { outcomes, groundTruthCount } = matchOf([region], [...inside, mostlyOutside])

    expect([...outcomes]).toEqual([ignored, ignored, ignored, falsePositive])
    expect(groundTruthCount).toBe(0)
  })

  it('yields to an object that counts, even where the object overlaps less', () => {
    const object: Truth = { box: [0, 0, 50, 50] }
    const found: Found = { box: [0, 0, 50, 30], score: 0.9 }

    const { outcomes } = matchOf([region, object], [found])

    expect([...outcomes]).toEqual([truePositive])
  })
})

describe('a range of object sizes', () => {
  const object: Truth = { box: [0, 0, 50, 50] }

  it('leaves out objects beyond it, and the one detection that belongs to each', () => {
    const found = [0.9, 0.8].map((score): Found => ({ box: [0, 0, 50, 50], score }))

    const { outcomes, groundTruthCount } = matchOf([object], found, 0.5, areaRanges.large)

    expect(groundTruthCount).toBe(0)
    // The second is unmatched, and itself of a size that does not count.
    expect([...outcomes]).toEqual([ignored, ignored])
  })

  it('counts an unmatched detection of the right size as wrong', () => {
    const { outcomes } = matchOf([object], [{ box: [300, 300, 320, 320], score: 0.9 }], 0.5, areaRanges.small)

    expect([...outcomes]).toEqual([falsePositive])
  })
})
