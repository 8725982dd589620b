import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchAt, prepare, readAt } from '../../../../renderer/results/reading.ts'
import type { TableProfile } from '../../../../renderer/results/table/profiles.ts'
import { hasPoints, linePoints, profileFigures } from '../../../../renderer/results/table/tableModel.ts'
import { operatingPointsBySize, sizeOf } from '../../../../shared/metrics/bySize.ts'
import { sumOf } from '../../../../shared/metrics/sum.ts'
import { drawn, drawnImages, drawnNames, type Found, type Truth } from '../../../shared/metrics/datasets.ts'
import { evaluationDataOf } from '../evaluationData.ts'

function modelOf(
  profile: TableProfile,
  truths: readonly Truth[],
  found: readonly Found[],
  names: readonly string[] = ['cat', 'dog'],
) {
  const prepared = prepare(evaluationDataOf(truths, found, { names }))
  const matched = matchAt(prepared, 0.5)
  const reading = readAt(matched, 0.25)
  const figures = profileFigures(profile, prepared)
  return {
    ...figures,
    averages: reading.averages,
    points: hasPoints(profile) ? linePoints(figures, matched, reading) : null,
  }
}

// A small cat that is found, a large one that is not, and a false alarm of medium size.
const truths: Truth[] = [{ box: [0, 0, 20, 20] }, { box: [100, 0, 300, 200] }]
const found: Found[] = [
  { box: [0, 0, 20, 20], score: 0.9 },
  { box: [400, 0, 450, 50], score: 0.8 },
]

describe('the table of classes', () => {
  it('has a line for each class, with a dash where nothing is labelled', () => {
    const { lines, points, averages } = modelOf('coco', truths, found)

    expect(lines.map(({ name, groundTruths }) => [name.kind === 'class' && name.name, groundTruths])).toEqual([
      ['cat', 2],
      ['dog', 0],
    ])
    expect(points![0]).toMatchObject({ tp: 1, fp: 1, fn: 1 })
    expect(lines[1]!.averages).toEqual([null, null])
    expect(points![1]).toMatchObject({ precision: null, recall: null, f1: null })
    expect(averages.groundTruths).toBe(2)
  })

  it('splits a class by size: pairs by their label, false alarms by themselves', () => {
    const { lines, points, summary } = modelOf('cocoSizes', truths, found)
    const ofCats = lines.slice(1, 4)

    expect(ofCats.map(({ name }) => name)).toEqual(['small', 'medium', 'large'].map((size) => ({ kind: 'size', size })))
    expect(points!.slice(1, 4).map(({ tp, fp, fn }) => [tp, fp, fn])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    expect(ofCats.map(({ groundTruths, averages }) => [groundTruths, averages[1]])).toEqual([
      [1, expect.closeTo(1, 9)],
      [0, null],
      [1, 0],
    ])
    expect(summary.find(({ name }) => name === 'APs')!.value).toBeCloseTo(1, 9)
    expect(summary.find(({ name }) => name === 'APm')!.value).toBeNull()
  })

  it('follows Pascal VOC when asked to: half of the recall at full precision', () => {
    // 2007: the recalls 0 to 0.5 are reached, 6 of 11.
    expect(modelOf('voc07', truths, found).lines[0]!.averages).toEqual([expect.closeTo(6 / 11, 9)])
    expect(modelOf('voc10', truths, found).lines[0]!.averages).toEqual([expect.closeTo(1 / 2, 9)])
  })

  it('has the difficulties of KITTI, as shares, and no point', () => {
    const car: Truth = { box: [0, 0, 100, 60], occluded: 0, truncated: 0 }
    const hidden: Truth = { box: [200, 0, 300, 60], occluded: 2, truncated: 0 }
    const { lines, points } = modelOf('kitti', [car, hidden], [{ box: [0, 0, 100, 60], score: 0.9 }], ['Car', 'Van'])

    expect(points).toBeNull()
    expect(lines.map(({ groundTruths }) => groundTruths)).toEqual([2, 1, 1, 2])
    // One score stands for one recall: the first of the 11 points, none of the 40.
    expect(lines[1]!.averages).toEqual([0, expect.closeTo(1 / 11, 9)])
  })

  it('takes the difficulties of KITTI for other classes where it has none of its own', () => {
    const { lines } = modelOf('kitti', [{ box: [0, 0, 100, 60] }], [])

    expect(lines.filter(({ name }) => name.kind === 'class').map(({ key }) => key)).toEqual(['cat', 'dog'])
  })
})

describe('figures by size', () => {
  it('add up to those of the class', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 9 }), (boxes, tenths) => {
        const data = evaluationDataOf(boxes.truths, boxes.found, { names: drawnNames, imageIds: drawnImages })
        const matched = matchAt(prepare(data), 0.5)
        const reading = readAt(matched, tenths / 10)

        const { small, medium, large } = operatingPointsBySize(matched.matches, reading.confidence)

        for (const [place, { point }] of reading.rows.entries()) {
          const parts = [small[place]!, medium[place]!, large[place]!]
          expect(sumOf(parts.map(({ tp }) => tp))).toBe(point.tp)
          expect(sumOf(parts.map(({ fp }) => fp))).toBe(point.fp)
          expect(sumOf(parts.map(({ fn }) => fn))).toBe(point.fn)
        }
      }),
    )
  })

  it('have the averages of each size whose mean is the figure of all classes', () => {
    fc.assert(
      fc.property(drawn, (boxes) => {
        const data = evaluationDataOf(boxes.truths, boxes.found, { names: drawnNames, imageIds: drawnImages })
        const { figures, categories } = prepare(data).coco

        for (const [size, name] of [
          ['small', 'APs'],
          ['medium', 'APm'],
          ['large', 'APl'],
        ] as const) {
          const known = categories.flatMap(({ sizes }) => (sizes[size].AP === null ? [] : [sizes[size].AP]))
          if (known.length === 0) expect(figures[name]).toBe(-1)
          else expect(figures[name]).toBeCloseTo(sumOf(known) / known.length, 9)
        }
      }),
    )
  })

  it('count a box on a limit as the smaller size', () => {
    expect([32 ** 2, 32 ** 2 + 1, 96 ** 2, 96 ** 2 + 1].map(sizeOf)).toEqual(['small', 'medium', 'medium', 'large'])
  })
})
