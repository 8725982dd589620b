import { describe, expect, it } from 'vitest'
import { applyChanges } from '../../shared/edit.ts'
import { mendAll } from '../../shared/mending.ts'
import { type Annotation, blankAnnotation } from '../../shared/model.ts'
import { checkBoxes } from '../../shared/rules.ts'

const size = { width: 100, height: 80 }
type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

function box(id: number, [x1, y1, x2, y2]: Corners, change: Partial<Annotation> = {}): Annotation {
  return { id, imageId: 1, categoryId: 1, x1, y1, x2, y2, ...blankAnnotation, updatedAt: 0, ...change }
}
const idsAfter = (boxes: readonly Annotation[], kind: Parameters<typeof mendAll>[2]) =>
  applyChanges(boxes, mendAll(boxes, size, kind)).map(({ id }) => id)

describe('mending all findings of a kind', () => {
  const same: Corners = [10, 10, 40, 40]

  it('leaves one of several boxes that are the same, the oldest', () => {
    expect(idsAfter([box(1, same), box(2, same), box(3, same), box(4, [50, 10, 80, 40])], 'duplicate')).toEqual([1, 4])
  })

  it('leaves findings of other kinds alone', () => {
    const boxes = [box(1, same), box(2, same, { categoryId: 2 }), box(3, [1, 1, 2, 30])]
    expect(mendAll(boxes, size, 'duplicate')).toEqual([])
    expect(idsAfter(boxes, 'tiny')).toEqual([1, 2])
    // Of two classes the later word stays.
    expect(idsAfter(boxes, 'two-classes')).toEqual([2, 3])
  })

  it('does not touch locked boxes, and keeps them instead of their doubles', () => {
    expect(idsAfter([box(1, same), box(2, same, { locked: true })], 'duplicate')).toEqual([2])
    expect(idsAfter([box(1, same, { locked: true }), box(2, same, { locked: true })], 'duplicate')).toEqual([1, 2])
  })

  it('cuts boxes at the border, and takes out what has nothing inside', () => {
    const boxes = [box(1, [90, 10, 120, 40]), box(2, [101, 10, 120, 40])]
    const after = applyChanges(boxes, mendAll(boxes, size, 'outside'))
    expect(after.map(({ id, x1, x2 }) => [id, x1, x2])).toEqual([[1, 90, 100]])
    expect(checkBoxes(after, size)).toEqual([])
  })
})
