import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inDrawingOrder, moveInOrder, type OrderMove } from '../../../renderer/annotate/order.ts'
import { type Corners, drive } from '../../support/drive.ts'

// 1, 2 and 3 overlap each other; 4 stands alone.
const boxes: Corners[] = [
  [0, 0, 100, 100],
  [50, 50, 150, 150],
  [80, 0, 180, 100],
  [500, 500, 600, 600],
]
type Driver = ReturnType<typeof drive>
const orderOf = (canvas: Driver) => inDrawingOrder(canvas.editor.annotations).map(({ id }) => id)
const selecting = (...ids: number[]) =>
  drive({ boxes }).run((editor) => ({ editor: { ...editor, selectedIds: ids }, edits: [] }))

describe('the drawing order', () => {
  it('is at first that in which the boxes were drawn', () => {
    expect(orderOf(drive({ boxes }))).toEqual([1, 2, 3, 4])
  })

  it('PageUp passes the next box above that overlaps, PageDown the next below', () => {
    expect(orderOf(selecting(1).key('PageUp'))).toEqual([2, 1, 3, 4])
    // 3 overlaps 1 and 2, 4 does not: it is the uppermost of its own already.
    expect(selecting(3).key('PageUp').edits).toEqual([])
    expect(orderOf(selecting(3).key('PageDown'))).toEqual([1, 3, 2, 4])
    expect(orderOf(selecting(4).key('PageDown'))).toEqual([1, 2, 3, 4])
  })

  it('Shift+PageUp and Shift+PageDown go to the ends', () => {
    expect(orderOf(selecting(1).key('Shift+PageUp'))).toEqual([2, 3, 4, 1])
    expect(orderOf(selecting(4).key('Shift+PageDown'))).toEqual([4, 1, 2, 3])
    expect(selecting(4).key('Shift+PageUp').edits).toEqual([])
  })

  it('decides which of two boxes of the same size is met first', () => {
    const twins = (): Driver =>
      drive({
        boxes: [
          [10, 10, 50, 50],
          [10, 10, 50, 50],
        ],
      })
    expect(twins().click(30, 30).selectedIds).toEqual([2])
    const turned = twins().run((editor) => moveInOrder({ ...editor, selectedIds: [1] }, 'front'))
    expect(turned.click(30, 30).selectedIds).toEqual([1])
  })

  it('several keep their order among themselves', () => {
    expect(orderOf(selecting(1, 2).key('Shift+PageUp'))).toEqual([3, 4, 1, 2])
    expect(orderOf(selecting(2, 4).key('Shift+PageDown'))).toEqual([2, 4, 1, 3])
  })

  it('a move to an end changes only the boxes that move, as one edit', () => {
    const canvas = selecting(1, 2).key('Shift+PageUp')
    expect(canvas.edits.map(({ kind, changes }) => [kind, changes.length])).toEqual([['order', 2]])
  })

  it('keeps the moved boxes, and the others, in their order among themselves', () => {
    const move = fc.constantFrom<OrderMove>('front', 'back', 'forward', 'backward')
    const step = fc.tuple(fc.subarray([1, 2, 3, 4], { minLength: 1 }), move)
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const canvas = drive({ boxes })
        for (const [ids, to] of steps) {
          const before = orderOf(canvas)
          canvas.run((editor) => moveInOrder({ ...editor, selectedIds: ids }, to))
          const others = (order: readonly number[]) => order.filter((id) => !ids.includes(id))
          // Whoever is not moved keeps its place among the others.
          expect(others(orderOf(canvas))).toEqual(others(before))
          expect(orderOf(canvas).filter((id) => ids.includes(id))).toEqual(before.filter((id) => ids.includes(id)))
        }
      }),
    )
  })
})
