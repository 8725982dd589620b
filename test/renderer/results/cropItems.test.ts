import { describe, expect, it } from 'vitest'
import { cropItems, nextOpen } from '../../../renderer/results/cropItems.ts'
import { prepare } from '../../../renderer/results/reading.ts'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import { evaluationDataOf } from './evaluationData.ts'

const pair = (groundTruth: number | null, detection: number | null, iou: number | null = null) => ({
  groundTruth,
  detection,
  iou,
})
const keysOf = (data: EvaluationData, pairs: ReturnType<typeof pair>[]) =>
  cropItems(prepare(data), pairs).map((item) => item.key)

describe('crops behind a cell', () => {
  it('begin with the pair whose label is most likely wrong: confidence x IoU x (1 - probability of the label)', () => {
    const data = evaluationDataOf(
      [{ box: [0, 0, 10, 10] }, { box: [20, 0, 30, 10] }, { box: [40, 0, 50, 10] }],
      [
        // 0.9 x 0.5 x (1 - 0.1) = 0.405
        { category: 2, box: [0, 0, 10, 10], score: 0.9, probabilities: [0.1, 0.9] },
        // 0.8 x 0.9 x (1 - 0.2) = 0.576
        { category: 2, box: [20, 0, 30, 10], score: 0.8, probabilities: [0.2, 0.8] },
        // 0.9 x 0.9 x (1 - 0.6) = 0.324
        { category: 2, box: [40, 0, 50, 10], score: 0.9, probabilities: [0.6, 0.9] },
      ],
    )

    const items = cropItems(prepare(data), [pair(0, 0, 0.5), pair(1, 1, 0.9), pair(2, 2, 0.9)])

    expect(items.map((item) => item.key)).toEqual(['102:202', '101:201', '103:203'])
    expect(items.map((item) => item.doubt)).toEqual([0.576, 0.405, 0.324].map((doubt) => expect.closeTo(doubt)))
  })

  it('take a class that the run did not know as having no probability', () => {
    const data = evaluationDataOf(
      [{ category: 3, box: [0, 0, 10, 10] }],
      [{ category: 1, box: [0, 0, 10, 10], score: 0.5, probabilities: [0.5, 0.1] }],
      { names: ['cat', 'dog', 'later'] },
    )

    expect(cropItems(prepare(data), [pair(0, 0, 1)])[0]!.doubt).toBe(0.5)
  })

  it('rank false alarms by confidence and missed labels by size', () => {
    const data = evaluationDataOf(
      [{ box: [0, 0, 10, 10] }, { box: [0, 0, 90, 90] }],
      [
        { box: [0, 0, 10, 10], score: 0.3 },
        { box: [0, 0, 10, 10], score: 0.7 },
      ],
    )

    expect(keysOf(data, [pair(null, 0), pair(null, 1)])).toEqual(['0:202', '0:201'])
    expect(keysOf(data, [pair(0, null), pair(1, null)])).toEqual(['102:0', '101:0'])
  })

  it('carry their picture, both boxes and classes', () => {
    const data = evaluationDataOf(
      [{ image: 2, category: 1, box: [1, 2, 3, 4] }],
      [{ image: 2, category: 2, box: [5, 6, 7, 8], score: 0.6 }],
      { imageIds: [1, 2] },
    )

    const [item] = cropItems(prepare(data), [pair(0, 0, 0.75)])

    expect(item).toMatchObject({
      image: { id: 2, path: '2.jpg' },
      label: { id: 101, categoryId: 1, box: { x1: 1, y1: 2, x2: 3, y2: 4 } },
      detected: { id: 201, categoryId: 2, box: { x1: 5, y1: 6, x2: 7, y2: 8 }, score: 0.6 },
      iou: 0.75,
    })
  })
})

describe('crops while a slider moves', () => {
  it('of the same boxes are the very same, so that nothing is drawn anew for them', () => {
    const data = evaluationDataOf(
      [{ box: [0, 0, 10, 10] }, { box: [20, 0, 30, 10] }],
      [{ box: [0, 0, 10, 10], score: 0.3 }],
    )
    const prepared = prepare(data)
    const pairs = [pair(0, 0, 1), pair(1, null), pair(null, 0)]

    const before = cropItems(prepared, pairs)
    const after = cropItems(prepared, [...pairs].reverse())

    expect(new Set(before).size).toBe(3)
    expect(new Set(after)).toEqual(new Set(before))
    for (const item of after) expect(before).toContain(item)
    // Other labels, other crops.
    expect(before).not.toContain(cropItems(prepare(data), pairs)[0])
  })
})

describe('the next crop to judge', () => {
  const items = cropItems(
    prepare(
      evaluationDataOf(
        [],
        [0.9, 0.8, 0.7].map((score) => ({ box: [0, 0, 10, 10] as const, score })),
      ),
    ),
    [pair(null, 0), pair(null, 1), pair(null, 2)],
  )

  it('is the one after the current, going round past judged ones', () => {
    expect(nextOpen(items, '0:201', () => false)?.key).toBe('0:202')
    expect(nextOpen(items, '0:203', ({ key }) => key === '0:201')?.key).toBe('0:202')
  })

  it('is none when all others are judged', () => {
    expect(nextOpen(items, '0:202', () => true)).toBeNull()
  })
})
