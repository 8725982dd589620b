import { describe, expect, it } from 'vitest'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { checkBoxes, dismissalOf } from '../../shared/rules.ts'

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

const size = { width: 100, height: 80 }
const box = (id: number, [x1, y1, x2, y2]: Corners, change: Partial<Annotation> = {}): Annotation => ({
  ...blankAnnotation,
  ...{ id, imageId: 1, categoryId: 1, x1, y1, x2, y2, updatedAt: 0 },
  ...change,
})
const found = (annotations: readonly Annotation[]) =>
  checkBoxes(annotations, size).map(({ kind, annotationIds }) => [kind, ...annotationIds])

describe('the rule checks', () => {
  it('find boxes beyond any border, but not by the rounding of a file', () => {
    expect(found([box(1, [-1, 10, 20, 30])])).toEqual([['outside', 1]])
    expect(found([box(1, [10, -1, 20, 30])])).toEqual([['outside', 1]])
    expect(found([box(1, [90, 10, 101, 30])])).toEqual([['outside', 1]])
    expect(found([box(1, [10, 60, 20, 81])])).toEqual([['outside', 1]])
    expect(found([box(1, [-0.005, 0, 100, 80.005])])).toEqual([])
    expect(checkBoxes([box(1, [90, 10, 101, 30])], null)).toEqual([])
  })

  it('find a side below three pixels', () => {
    expect(found([box(1, [10, 10, 12.9, 40])])).toEqual([['tiny', 1]])
    expect(found([box(1, [10, 10, 13, 40])])).toEqual([])
  })

  it('tell pairs apart: the same, nearly the same above an overlap of 0.85, and of two classes', () => {
    const first = box(1, [0, 0, 10, 10])
    expect(found([first, box(2, [0, 0, 10, 10])])).toEqual([['duplicate', 1, 2]])
    // 9 of 10 columns are shared: 0.9.
    expect(found([first, box(2, [0, 0, 9, 10])])).toEqual([['near-duplicate', 1, 2]])
    expect(found([first, box(2, [0, 0, 8.5, 10])])).toEqual([])
    expect(found([first, box(2, [0, 0, 9, 10], { categoryId: 2 })])).toEqual([['two-classes', 1, 2]])
    expect(found([first, box(2, [0, 0, 10, 10], { ignore: true })])).toEqual([])
  })

  it('leave alone what was dismissed, and only that', () => {
    const pair = { kind: 'duplicate', annotationIds: [1, 2] } as const
    const first = box(1, [0, 0, 10, 10], { dismissedChecks: [dismissalOf(pair)] })
    const others = [box(2, [0, 0, 10, 10]), box(3, [0, 0, 10, 10])]
    expect(found([first, ...others])).toEqual([
      ['duplicate', 1, 3],
      ['duplicate', 2, 3],
    ])
    expect(found([box(4, [50, 50, 51, 60], { dismissedChecks: ['outside'] })])).toEqual([['tiny', 4]])
    expect(found([box(4, [50, 50, 51, 60], { dismissedChecks: ['tiny'] })])).toEqual([])
  })
})
