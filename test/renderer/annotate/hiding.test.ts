import { describe, expect, it } from 'vitest'
import { toggleCategoryHidden, toggleHidden } from '../../../renderer/annotate/visible.ts'
import { type Corners, drive } from '../../support/drive.ts'

const big: Corners = [100, 100, 500, 500]
const small: Corners = [200, 200, 300, 300]
const canvasOfTwo = () => drive({ boxes: [big, small] }).change(2, { categoryId: 2 })

describe('hiding', () => {
  it('the selected boxes leaves the others where they are', () => {
    const canvas = canvasOfTwo().click(250, 250).key('Shift+H')
    expect(canvas.selectedIds).toEqual([])
    expect(canvas.click(250, 250).selectedIds).toEqual([1])
    expect(canvas.edits).toEqual([])
  })

  it('a class hides its boxes and takes them out of the selection', () => {
    const canvas = canvasOfTwo().key('Ctrl+A')
    canvas.run((editor) => toggleCategoryHidden(editor, 2))
    expect(canvas.selectedIds).toEqual([1])
    expect(canvas.key('Ctrl+A').selectedIds).toEqual([1])
    canvas.run((editor) => toggleCategoryHidden(editor, 2))
    expect(canvas.key('Ctrl+A').selectedIds).toEqual([1, 2])
  })

  it('what is hidden can be neither clicked, framed, cycled, nor caught by the wheel', () => {
    const hidden = () => drive({ boxes: [small] }).run((editor) => toggleHidden(editor, 1))
    expect(hidden().click(250, 250).selectedIds).toEqual([])
    expect(hidden().drag([10, 10], [600, 600], { shift: true }).selectedIds).toEqual([])
    expect(hidden().move(250, 250).key('Tab').selectedIds).toEqual([])
    const canvas = hidden().wheel(250, 250, -100, { alt: true })
    canvas.input({ kind: 'settle' })
    expect(canvas.edits).toEqual([])
  })

  it('ends for all at once', () => {
    const canvas = canvasOfTwo().click(250, 250).key('Shift+H')
    canvas
      .run((editor) => toggleCategoryHidden(editor, 1))
      .key('Ctrl+H')
      .key('Ctrl+Shift+H')
    expect(canvas.key('Ctrl+A').selectedIds).toEqual([1, 2])
  })

  it('a box drawn in a hidden class, or relabelled into it, brings the class back', () => {
    const drawing = canvasOfTwo()
      .run((editor) => toggleCategoryHidden(editor, 1))
      .key('W')
    expect([...drawing.drag([600, 600], [650, 650]).editor.hiddenCategoryIds]).toEqual([])
    const relabelling = canvasOfTwo()
      .run((editor) => toggleCategoryHidden(editor, 1))
      .click(250, 250)
      .key('1')
    expect([...relabelling.editor.hiddenCategoryIds]).toEqual([])
  })
})

it('boxes hidden for a moment during a drag, to see what they cover, are moved all the same', () => {
  const canvas = drive({ boxes: [big] })
    .press(300, 300)
    .move(320, 300)
  canvas.run((editor) => ({ editor: { ...editor, areBoxesHidden: true }, edits: [] })).move(340, 310)
  expect(canvas.release(340, 310).boxes).toEqual([[140, 110, 540, 510]])
})
