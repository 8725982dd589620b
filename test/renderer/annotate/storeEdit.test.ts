import { describe, expect, it } from 'vitest'
import { isStored } from '../../../renderer/annotate/storeEdit.ts'
import { added, changed, removed } from '../../../shared/edit.ts'
import { annotationOf } from '../../support/drive.ts'

const box = annotationOf(1, [0, 0, 10, 10])
// The engine stamps its own time, and its rows have their columns in another order.
const { updatedAt: _, ...content } = box
const row = { updatedAt: 99, ...content }

describe('an edit whose answer was lost', () => {
  it('is known to be stored by the boxes that are there', () => {
    expect(isStored([added(box)], [row])).toBe(true)
    expect(isStored([changed(box, { x2: 12 })], [{ ...row, x2: 12 }])).toBe(true)
    expect(isStored([removed(box)], [])).toBe(true)
  })

  it('is known not to be stored', () => {
    expect(isStored([added(box)], [])).toBe(false)
    expect(isStored([changed(box, { x2: 12 })], [row])).toBe(false)
    expect(isStored([removed(box)], [row])).toBe(false)
  })
})
