import { describe, expect, it } from 'vitest'
import { compareRuns, type Side, withImagesOf } from '../../../../renderer/results/compare/comparison.ts'
import { matchAt, prepare, readAt } from '../../../../renderer/results/reading.ts'
import type { Found, Truth } from '../../../shared/metrics/datasets.ts'
import { evaluationDataOf } from '../evaluationData.ts'

// Two cats and a dog, apart from each other.
const truths: Truth[] = [
  { box: [0, 0, 100, 100] },
  { box: [200, 0, 300, 100] },
  { category: 2, box: [400, 0, 500, 100] },
]
const at = (place: number, category: number, score: number): Found => ({ ...truths[place]!, category, score })

function sideOf(found: readonly Found[], confidence: number): Side {
  const matched = matchAt(prepare(evaluationDataOf(truths, found)), 0.5)
  return { matched, reading: readAt(matched, confidence) }
}

// Here: the first cat, the dog taken for a cat. There: both cats, the second one less sure, and the dog.
const here = sideOf([at(0, 1, 0.9), at(2, 1, 0.8)], 0.5)
const there = sideOf([at(0, 1, 0.9), at(1, 1, 0.4), at(2, 2, 0.7)], 0.3)

describe('two runs on the same images', () => {
  it('say what only one of them found, at the confidence of each', () => {
    const { won, lost } = compareRuns(here, there)

    expect(won).toEqual([])
    expect(lost).toEqual([
      { groundTruth: 1, detection: null, iou: null },
      // What the run here says of the dog.
      { groundTruth: 2, detection: 1, iou: 1 },
    ])
    // At a higher confidence the other run misses the second cat too.
    expect(compareRuns(here, sideOf([at(0, 1, 0.9), at(1, 1, 0.4)], 0.5)).lost).toEqual([])
  })

  it('are the other way round for the other', () => {
    const { won, lost } = compareRuns(there, here)

    expect(won.map(({ groundTruth }) => groundTruth)).toEqual([1, 2])
    expect(lost).toEqual([])
  })

  it('have the figures of both for each class and for all', () => {
    const { lines, mean } = compareRuns(here, there)

    expect(lines.map(({ category, groundTruths, won, lost }) => [category!.name, groundTruths, won, lost])).toEqual([
      ['cat', 2, 0, 1],
      ['dog', 1, 0, 1],
    ])
    expect(lines[0]!.figures.recall).toEqual({ here: 1 / 2, there: 1 })
    expect(lines[0]!.figures.precision).toEqual({ here: 1 / 2, there: 1 })
    expect(lines[1]!.figures.recall).toEqual({ here: 0, there: 1 })
    expect(lines[1]!.figures.precision).toEqual({ here: null, there: 1 })
    expect(mean).toMatchObject({ category: null, groundTruths: 3, won: 0, lost: 2 })
    expect(mean.figures.recall).toEqual({ here: 1 / 4, there: 1 })
  })

  it('win and lose nothing against themselves', () => {
    const { won, lost, lines } = compareRuns(here, here)

    expect([won, lost]).toEqual([[], []])
    expect(lines.every(({ figures }) => Object.values(figures).every((pair) => pair.here === pair.there))).toBe(true)
  })
})

describe('the images that both runs have seen', () => {
  const ofImages = (imageIds: readonly number[]) => evaluationDataOf([], [], { imageIds })

  it('are those in both', () => {
    expect(withImagesOf(ofImages([1, 2, 3]), ofImages([3, 2, 5])).images.map(({ id }) => id)).toEqual([2, 3])
  })

  it('leave the data as they are when there are no others', () => {
    const data = ofImages([1, 2])

    expect(withImagesOf(data, ofImages([2, 1]))).toBe(data)
  })
})
