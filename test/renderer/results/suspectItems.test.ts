import { describe, expect, it } from 'vitest'
import { handlePoint } from '../../../renderer/canvas/handles.ts'
import { nudgedBox, pullBox } from '../../../renderer/results/boxHandles.ts'
import { examplesOf } from '../../../renderer/results/examples.ts'
import { fixesOf } from '../../../renderer/results/fixes.ts'
import { matchAt, prepare, readAt } from '../../../renderer/results/reading.ts'
import { type SuspectFilter, shownSuspects, suspectItems } from '../../../renderer/results/suspects/suspectItems.ts'
import { suspectKinds } from '../../../shared/metrics/suspects/suspect.ts'
import { car, evaluationData, van } from '../../support/suspectData.ts'

const square = (x: number, side = 20) => ({ x1: x, y1: 0, x2: x + side, y2: side })
const agreed = (x: number, categoryId = car, score = 0.8) => ({
  label: { categoryId, box: square(x) },
  seen: { categoryId, box: square(x), score },
})
const pairs = [agreed(0), agreed(40, car, 0.95), agreed(80, van), agreed(120, van)]
const prepared = prepare(
  evaluationData([
    {
      labels: [...pairs.map(({ label }) => label), { categoryId: car, box: square(200) }],
      detections: [
        ...pairs.map(({ seen }) => seen),
        { categoryId: van, box: square(200), score: 0.9, probabilities: [0.05, 0.9] },
        { categoryId: car, box: square(300), score: 0.9 },
      ],
    },
    { labels: [agreed(0).label], detections: [agreed(0).seen] },
  ]),
)
const every: SuspectFilter = { kinds: suspectKinds, categoryId: null, split: null, leastScore: 0, showsDecided: false }

describe('the queue', () => {
  const items = suspectItems(prepared)
  const keysOf = (filter: Partial<SuspectFilter>, isDecided = () => false) =>
    shownSuspects(items, { ...every, ...filter }, isDecided).map(({ kind }) => kind)

  it('holds every suspect with its picture and both boxes', () => {
    expect(items.map(({ kind }) => kind).sort()).toEqual(['overlooked', 'swapped'])
    expect(items.find(({ kind }) => kind === 'swapped')).toMatchObject({
      image: { id: 1, path: 'image-1.jpg' },
      label: { categoryId: car },
      detected: { categoryId: van, score: 0.9 },
    })
  })

  it('shows what fits kind, class and doubt, and hides what is decided', () => {
    expect(keysOf({ kinds: ['swapped'] })).toEqual(['swapped'])
    // The swapped label is of the one class and seen as the other.
    expect(keysOf({ categoryId: van })).toEqual(['swapped'])
    expect(keysOf({ categoryId: car }).sort()).toEqual(['overlooked', 'swapped'])
    expect(keysOf({ leastScore: 1.1 })).toEqual([])
    expect(keysOf({}, () => true)).toEqual([])
    expect(keysOf({ showsDecided: true }, () => true)).toHaveLength(2)
  })

  it('tells the change of each word of the model', () => {
    expect(fixesOf(items)).toEqual(
      expect.arrayContaining([
        { kind: 'change', id: 5, categoryId: van },
        { kind: 'add', imageId: 1, categoryId: car, box: square(300) },
      ]),
    )
  })
})

describe('examples of a class', () => {
  it('are the surest pairs that agree, one from each picture first', () => {
    const { confusion } = readAt(matchAt(prepared, 0.5), 0.5)
    const found = examplesOf(prepared, confusion, car).map(({ image, detected }) => [image.id, detected!.score])
    expect(found).toEqual([
      [1, 0.95],
      [2, 0.8],
      [1, 0.8],
    ])
    expect(examplesOf(prepared, confusion, 99)).toEqual([])
  })
})

describe('drawing a box anew', () => {
  const image = { width: 100, height: 80 }
  const box = { x1: 10, y1: 20, x2: 30, y2: 40 }

  it('pulls the sides of the handle and keeps the others', () => {
    expect(handlePoint(box, { x: 1, y: 0 })).toEqual({ x: 30, y: 30 })
    expect(pullBox(box, { x: -1, y: 1 }, { x: -5, y: 7 }, image)).toEqual({ x1: 5, y1: 20, x2: 30, y2: 47 })
  })

  it('stays in the picture and never turns over', () => {
    expect(pullBox(box, { x: 1, y: 1 }, { x: 500, y: 500 }, image)).toEqual({ x1: 10, y1: 20, x2: 100, y2: 80 })
    expect(pullBox(box, { x: -1, y: 0 }, { x: 500, y: 0 }, image)).toEqual({ x1: 28, y1: 20, x2: 30, y2: 40 })
    expect(pullBox(box, null, { x: -50, y: 0 }, image)).toEqual({ x1: 0, y1: 20, x2: 20, y2: 40 })
  })

  it('moves by arrow keys, and grows or shrinks with Shift', () => {
    expect(nudgedBox(box, { key: 'ArrowLeft', shiftKey: false }, image)).toEqual({ ...box, x1: 9, x2: 29 })
    expect(nudgedBox(box, { key: 'ArrowDown', shiftKey: true }, image)).toEqual({ ...box, y2: 41 })
    expect(nudgedBox(box, { key: 'a', shiftKey: false }, image)).toBeNull()
  })
})
