/** Two labellings box by box; every figure is worked out by hand beside its boxes. */
import { describe, expect, it } from 'vitest'
import { compareLabels, type LabelSide } from '../../../../shared/metrics/agreement/compareLabels.ts'
import { agreementByClass, tallyOf } from '../../../../shared/metrics/agreement/figures.ts'

const [car, van] = [1, 2]
type Drawn = readonly [image: number, category: number, x1: number, y1: number, x2: number, y2: number, ignore?: true]

const sideOf = (boxes: readonly Drawn[]): LabelSide => ({
  imageIds: boxes.map(([image]) => image),
  categoryIds: boxes.map(([, category]) => category),
  boxes: boxes.flatMap(([, , ...corners]) => corners.slice(0, 4) as number[]),
  ignore: boxes.map(([, , , , , , ignore]) => ignore ?? false),
})

function compared(reference: readonly Drawn[], other: readonly Drawn[], iou = 0.5) {
  const categories = [
    { id: car, name: 'car' },
    { id: van, name: 'van' },
  ]
  const sides = { categories, reference: sideOf(reference), other: sideOf(other) }
  const labels = compareLabels(sides, iou)
  return { sides, labels, pairs: labels.map(({ outcome, reference: a, other: b }) => [outcome, a, b]) }
}

describe('two labellings', () => {
  it('agree where boxes of one class overlap, and name what one of them has alone', () => {
    const { labels, pairs } = compared(
      [
        [1, car, 0, 0, 10, 10],
        [1, van, 50, 0, 60, 10],
        [2, car, 0, 0, 10, 10],
      ],
      [
        [1, car, 0, 0, 10, 8],
        [2, car, 50, 50, 60, 60],
      ],
    )
    expect(pairs).toEqual([
      ['missed', 1, null],
      ['missed', 2, null],
      ['extra', null, 1],
      ['same', 0, 0],
    ])
    // 80 of 100 pixels are common. 2 * 1 / (2 * 1 + 2 + 1).
    expect(tallyOf(labels)).toEqual({ otherClass: 0, missed: 2, extra: 1, same: 1, ignored: 0, f1: 0.4, meanIou: 0.8 })
  })

  it('differ in the class where the same place has another one; that is missed by one class and extra to the other', () => {
    const { sides, labels, pairs } = compared([[1, car, 0, 0, 10, 10]], [[1, van, 0, 0, 10, 9]])
    expect(pairs).toEqual([['otherClass', 0, 0]])
    expect(tallyOf(labels)).toMatchObject({ otherClass: 1, f1: 0, meanIou: null })
    expect(agreementByClass(sides, labels)).toEqual([
      { categoryId: car, same: 0, missed: 1, extra: 0, f1: 0, meanIou: null },
      { categoryId: van, same: 0, missed: 0, extra: 1, f1: 0, meanIou: null },
    ])
  })

  it('pair a class with itself first, even where another one overlaps more', () => {
    const { pairs } = compared(
      [[1, car, 0, 0, 10, 10]],
      [
        [1, van, 0, 0, 10, 10],
        [1, car, 0, 0, 10, 6],
      ],
    )
    expect(pairs).toEqual([
      ['extra', null, 0],
      ['same', 0, 1],
    ])
  })

  it('that both drew two classes at one place agree, whatever the order', () => {
    const { pairs } = compared(
      [
        [1, car, 0, 0, 10, 10],
        [1, van, 0, 0, 10, 10],
      ],
      [
        [1, van, 0, 0, 10, 10],
        [1, car, 0, 0, 10, 10],
      ],
    )
    expect(pairs).toEqual([
      ['same', 0, 1],
      ['same', 1, 0],
    ])
  })

  it('give a box to the one that lies closest; the other is one too many', () => {
    const { pairs } = compared(
      [[1, car, 0, 0, 10, 10]],
      [
        [1, car, 0, 0, 10, 7],
        [1, car, 0, 0, 10, 9],
      ],
    )
    expect(pairs).toEqual([
      ['extra', null, 0],
      ['same', 0, 1],
    ])
  })

  it('are asked for as much overlap as is wanted', () => {
    // 5 of 15 parts are common.
    const [reference, other]: [Drawn[], Drawn[]] = [[[1, car, 0, 0, 10, 10]], [[1, car, 5, 0, 15, 10]]]
    expect(compared(reference, other, 0.3).pairs).toEqual([['same', 0, 0]])
    expect(compared(reference, other, 0.34).pairs).toEqual([
      ['missed', 0, null],
      ['extra', null, 0],
    ])
  })

  it('excuse boxes in an ignore region of the other side, either way', () => {
    const { pairs, labels } = compared(
      [
        [1, car, 0, 0, 10, 10, true],
        [1, car, 52, 50, 58, 60],
      ],
      [
        [1, car, 2, 2, 8, 8],
        [1, 0, 50, 50, 60, 60, true],
      ],
    )
    expect(pairs).toEqual([
      ['ignored', 1, null],
      ['ignored', 0, null],
      ['ignored', null, 0],
      ['ignored', null, 1],
    ])
    expect(tallyOf(labels)).toMatchObject({ ignored: 4, f1: null, meanIou: null })
  })

  it('of different images are never paired', () => {
    const { pairs } = compared([[1, car, 0, 0, 10, 10]], [[2, car, 0, 0, 10, 10]])
    expect(pairs).toEqual([
      ['missed', 0, null],
      ['extra', null, 0],
    ])
  })

  it('give the same figures when the sides are turned round', () => {
    const a: Drawn[] = [
      [1, car, 0, 0, 10, 10],
      [1, van, 20, 0, 30, 10],
      [1, van, 20, 20, 30, 30],
      [2, car, 0, 0, 10, 10],
    ]
    const b: Drawn[] = [
      [1, car, 0, 0, 10, 9],
      [1, car, 20, 0, 30, 9],
      [2, car, 1, 0, 10, 10],
    ]
    const [there, back] = [compared(a, b), compared(b, a)]
    // Same: (0.9 and 0.9); one confused, one missed: 2 * 2 / (2 * 2 + 2 + 1).
    expect(tallyOf(there.labels)).toMatchObject({
      same: 2,
      otherClass: 1,
      missed: 1,
      extra: 0,
      f1: 4 / 7,
      meanIou: 0.9,
    })
    expect(tallyOf(back.labels)).toMatchObject({ same: 2, otherClass: 1, missed: 0, extra: 1, f1: 4 / 7, meanIou: 0.9 })
    expect(agreementByClass(there.sides, there.labels)).toEqual([
      { categoryId: car, same: 2, missed: 0, extra: 1, f1: 0.8, meanIou: 0.9 },
      { categoryId: van, same: 0, missed: 2, extra: 0, f1: 0, meanIou: null },
    ])
  })
})
