import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSuspects } from '../../../../shared/metrics/suspects/findSuspects.ts'
import { centreDistance } from '../../../../shared/metrics/suspects/located.ts'
import type { SuspectKind } from '../../../../shared/metrics/suspects/suspect.ts'
import { type Boxed, car, evaluationData, type Seen, van } from '../../../support/suspectData.ts'

const square = (x: number, y: number, side = 20) => ({ x1: x, y1: y, x2: x + side, y2: y + side })
/** A label and the detection that confirms it. */
const sound = (x: number, categoryId = car): { label: Boxed; seen: Seen } => ({
  label: { categoryId, box: square(x, 100) },
  seen: { categoryId, box: square(x, 100), score: 0.8 },
})

/** Sound neighbours on each side, so that there is something to measure sureness by. */
function found(labels: readonly Boxed[], detections: readonly Seen[]) {
  const neighbours = [sound(0), sound(40), sound(80, van), sound(120, van)]
  return findSuspects(
    evaluationData([
      {
        labels: [...neighbours.map(({ label }) => label), ...labels],
        detections: [...neighbours.map(({ seen }) => seen), ...detections],
      },
    ]),
  )
}
const ofKind = (kind: SuspectKind, suspects: ReturnType<typeof found>) => suspects.filter((one) => one.kind === kind)

describe('suspects', () => {
  it('are none where model and labels agree', () => {
    expect(found([], [])).toEqual([])
  })

  it('a label of another class than the model is sure of is swapped', () => {
    const [first, ...others] = found(
      [{ categoryId: car, box: square(200, 0) }],
      [{ categoryId: van, box: square(200, 0), score: 0.9, probabilities: [0.05, 0.9] }],
    )
    expect(others).toEqual([])
    expect(first).toMatchObject({ kind: 'swapped', iou: 1, labelProbability: Math.fround(0.05), distance: 0 })
    expect(first!.label!.categoryId).toBe(car)
    expect(first!.detection!.categoryId).toBe(van)
  })

  it('the more the model supports the labelled class as well, the less the label is in doubt', () => {
    const scoreAt = (own: number) =>
      ofKind(
        'swapped',
        found(
          [{ categoryId: car, box: square(200, 0) }],
          [{ categoryId: van, box: square(200, 0), score: 0.9, probabilities: [own, 0.9] }],
        ),
      )[0]!.score
    expect(scoreAt(0.05)).toBeGreaterThan(scoreAt(0.4))
    expect(scoreAt(0.4)).toBeGreaterThan(scoreAt(0.8))
  })

  it('a neighbour of another class accuses nobody: its detection belongs to it', () => {
    // Half over the car lies a van that is labelled and seen.
    const labels = [
      { categoryId: car, box: square(200, 0) },
      { categoryId: van, box: square(210, 0) },
    ]
    const detections = [
      { categoryId: car, box: square(200, 0), score: 0.6 },
      { categoryId: van, box: square(210, 0), score: 0.9 },
    ]
    expect(found(labels, detections)).toEqual([])
  })

  it('a thing without a label is overlooked, once, but not in an ignore region', () => {
    const seen = { categoryId: car, box: square(200, 0), score: 0.9 }
    const again = { categoryId: van, box: square(201, 0), score: 0.5 }
    const suspects = found([], [seen, again])
    expect(suspects).toMatchObject([{ kind: 'overlooked', label: null, iou: 0 }])
    expect(suspects[0]!.detection!.score).toBe(0.9)
    expect(found([{ categoryId: car, box: square(190, 0, 50), ignore: true }], [seen, again])).toEqual([])
  })

  it('a box beside its thing is badly located, and the thing is not overlooked', () => {
    // Moved by 8 of 20 pixels: the overlap is 12 * 20 = 240 of 2 * 400 - 240 = 560.
    const suspects = found(
      [{ categoryId: car, box: square(208, 0) }],
      [{ categoryId: car, box: square(200, 0), score: 0.9 }],
    )
    expect(suspects).toHaveLength(1)
    expect(suspects[0]).toMatchObject({ kind: 'located', distance: 0.4 })
    expect(suspects[0]!.iou).toBeCloseTo(240 / 560, 12)
  })

  it('two labels of one thing are a duplicate: the one that the model confirms stays', () => {
    const suspects = found(
      [
        { categoryId: car, box: square(202, 0) },
        { categoryId: car, box: square(200, 0) },
      ],
      [{ categoryId: car, box: square(200, 0), score: 0.9 }],
    )
    const [duplicate] = ofKind('duplicate', suspects)
    expect(duplicate!.label!.box).toEqual(square(202, 0))
    expect(duplicate!.other!.box).toEqual(square(200, 0))
  })

  it('two labels that the model sees as two things are no duplicate', () => {
    const labels = [
      { categoryId: car, box: square(200, 0) },
      { categoryId: car, box: square(206, 0) },
    ]
    const one = [{ categoryId: car, box: square(200, 0), score: 0.9 }]
    const two = [...one, { categoryId: car, box: square(206, 0), score: 0.9 }]
    expect(ofKind('duplicate', found(labels, one))).toHaveLength(1)
    expect(found(labels, two)).toEqual([])
  })

  it('a detection of chance on a moved box does not hide that a sure one lies beside it', () => {
    // Moved by 9 of 20 pixels, IoU 11 / 29; the weak detection lies just on the moved label.
    const suspects = found(
      [{ categoryId: car, box: square(209, 0) }],
      [
        { categoryId: car, box: square(209, 0), score: 0.05 },
        { categoryId: car, box: square(200, 0), score: 0.9 },
      ],
    )
    expect(suspects[0]).toMatchObject({ kind: 'located', detection: { score: 0.9 } })
    expect(ofKind('overlooked', suspects).every(({ score }) => score < 0.1)).toBe(true)
  })

  it('are the same at any scale of the picture', () => {
    const scaled = (factor: number) =>
      found(
        [{ categoryId: car, box: square(208 * factor, 0, 20 * factor) }],
        [{ categoryId: car, box: square(200 * factor, 0, 20 * factor), score: 0.9 }],
      )[0]!
    expect(scaled(4).score).toBeCloseTo(scaled(1).score, 12)
    expect(centreDistance(square(0, 0, 10), square(4, 0, 10))).toBeCloseTo(0.4, 12)
    expect(centreDistance(square(0, 0, 1000), square(400, 0, 1000))).toBeCloseTo(0.4, 12)
  })

  it('a class that came after the training has no probability and breaks nothing', () => {
    const [first] = found(
      [{ categoryId: 99, box: square(200, 0) }],
      [{ categoryId: car, box: square(200, 0), score: 0.9 }],
    )
    expect(first).toMatchObject({ kind: 'swapped', labelProbability: 0 })
  })

  it('have scores in 0..1, unique keys, falling order, whatever the boxes', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 60 }),
      y: fc.integer({ min: 0, max: 60 }),
      side: fc.integer({ min: 5, max: 40 }),
    })
    const categoryId = fc.constantFrom(car, van)
    const labels = fc.array(fc.record({ categoryId, box, ignore: fc.boolean() }), { maxLength: 8 })
    const detections = fc.array(fc.record({ categoryId, box, score: fc.double({ min: 0.03, max: 1, noNaN: true }) }), {
      maxLength: 10,
    })
    fc.assert(
      fc.property(labels, detections, (given, seen) => {
        const suspects = findSuspects(
          evaluationData([
            {
              labels: given.map((one) => ({ ...one, box: square(one.box.x, one.box.y, one.box.side) })),
              detections: seen.map((one) => ({ ...one, box: square(one.box.x, one.box.y, one.box.side) })),
            },
          ]),
        )
        const scores = suspects.map(({ score }) => score)
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true)
        expect([...scores].sort((a, b) => b - a)).toEqual(scores)
        expect(new Set(suspects.map(({ key }) => key)).size).toBe(suspects.length)
      }),
    )
  })
})
