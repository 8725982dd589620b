import { describe, expect, it } from 'vitest'
import { evaluateVoc } from '../../../shared/metrics/voc.ts'
import { datasetOf, type Found, type Truth } from './datasets.ts'
import { caseNames, readCase } from './references.ts'

describe('Pascal VOC, against the plain definition', () => {
  it.each(caseNames)('%s', async (name) => {
    const { dataset, expected } = await readCase(name)

    for (const [year, key] of [['2007', 'voc07'] as const, ['2010', 'voc10'] as const]) {
      for (const { id, AP } of evaluateVoc(dataset, year).perClass) {
        const own = expected.categories[id]![key]
        if (own === null) expect(AP).toBeNull()
        else expect(AP).toBeCloseTo(own, 12)
      }
    }
  })
})

describe('Pascal VOC', () => {
  const object: Truth = { box: [10, 10, 19, 19] }
  const exact: Found = { box: [10, 10, 19, 19], score: 0.9 }
  const averageOf = (truths: Truth[], found: Found[]) => evaluateVoc(datasetOf(truths, found), '2010').AP

  it('counts the last pixel, and needs more than half', () => {
    // Ten pixels by ten; five by ten of them is an IoU of exactly 0.5, six by ten is 0.6.
    expect(averageOf([object], [{ box: [10, 10, 14, 19], score: 0.9 }])).toBe(0)
    expect(averageOf([object], [{ box: [10, 10, 15, 19], score: 0.9 }])).toBe(1)
  })

  it('takes a second detection of the same object for wrong', () => {
    const other: Truth = { box: [50, 50, 59, 59] }
    const found: Found[] = [exact, { ...exact, score: 0.8 }, { box: [50, 50, 59, 59], score: 0.7 }]

    // Precision 1 up to half of the recall, then 2 of 3.
    expect(averageOf([object, other], found)).toBeCloseTo((1 + 2 / 3) / 2, 12)
  })

  it('neither needs difficult objects nor blames detections of them', () => {
    const difficult: Truth = { box: [50, 50, 59, 59], difficult: true }

    expect(averageOf([object, difficult], [{ box: [50, 50, 59, 59], score: 0.95 }, exact])).toBe(1)
    expect(averageOf([difficult], [exact])).toBeNull()
  })

  it('counts every detection of an image, not only the best 100', () => {
    const noise = Array.from({ length: 120 }, (_, n): Found => ({ box: [300 + n, 300, 310 + n, 310], score: 0.5 }))

    expect(averageOf([object], [...noise, { ...exact, score: 0.1 }])).toBeCloseTo(1 / 121, 12)
  })

  it('averages over the categories that have ground truth', () => {
    const dataset = datasetOf([object], [exact, { ...exact, category: 2 }], { names: ['cat', 'dog'] })

    expect(evaluateVoc(dataset, '2007')).toMatchObject({ AP: 1, perClass: [{ AP: 1 }, { AP: null, groundTruths: 0 }] })
  })
})
