import { describe, expect, it } from 'vitest'
import { type Corners, drive } from '../../support/drive.ts'

const big: Corners = [100, 100, 500, 500]
const small: Corners = [200, 200, 300, 300]
const right = { button: 'secondary' } as const

describe('the right button', () => {
  it('clicked on a box takes the smallest there and asks what to do', () => {
    const { editor } = drive({ boxes: [big, small] }).click(250, 250, right)
    expect(editor.selectedIds).toEqual([2])
    expect(editor.menu).toEqual({ at: { x: 250, y: 250 }, ghost: [] })
  })

  it('keeps a selection that lies under the pointer', () => {
    const canvas = drive({ boxes: [big, small] })
      .key('Ctrl+A')
      .click(250, 250, right)
    expect(canvas.selectedIds).toEqual([1, 2])
  })

  it('clicked on empty ground selects nothing and has a menu too', () => {
    const { editor } = drive({ boxes: [big] })
      .key('Ctrl+A')
      .click(700, 700, right)
    expect(editor.selectedIds).toEqual([])
    expect(editor.menu).not.toBeNull()
  })

  it('dragging carries a ghost inside the image, and nothing is changed before it is said what to do', () => {
    // 100 pixels are free on the left.
    const canvas = drive({ boxes: [big] }).drag([300, 300], [0, 350], right)
    expect(canvas.boxes).toEqual([big])
    expect(canvas.edits).toEqual([])
    expect(canvas.editor.menu?.ghost).toEqual([{ id: 1, box: { x1: 0, y1: 150, x2: 400, y2: 550 } }])
  })

  it('Escape closes the menu and leaves all as it was', () => {
    const canvas = drive({ boxes: [big] })
      .drag([300, 300], [350, 350], right)
      .key('Escape')
    expect(canvas.editor.menu).toBeNull()
    expect(canvas.boxes).toEqual([big])
    expect(canvas.selectedIds).toEqual([1])
  })

  it('Escape during the drag gives it up', () => {
    const canvas = drive({ boxes: [big] })
      .press(300, 300, right)
      .move(350, 350)
      .key('Escape')
      .release(350, 350)
    expect(canvas.editor.menu).toBeNull()
    expect(canvas.boxes).toEqual([big])
  })

  it('gives up a box that is being drawn, without a menu', () => {
    const canvas = drive().key('W').click(100, 100).move(200, 200).click(200, 200, right)
    expect(canvas.editor.menu).toBeNull()
    expect(canvas.boxes).toEqual([])
    expect(canvas.editor.toolbox.draw.kind).toBe('idle')
  })

  it('works over every tool, and the next box drawn ends its selection', () => {
    const canvas = drive({ boxes: [big] })
      .key('W')
      .click(300, 300, right)
      .key('Escape')
    expect(canvas.selectedIds).toEqual([1])
    expect(canvas.drag([600, 600], [700, 700]).selectedIds).toEqual([])
    expect(
      drive({ boxes: [big] })
        .key('M')
        .click(300, 300, right).selectedIds,
    ).toEqual([1])
  })

  it('the key for it opens the menu at the selected box', () => {
    const canvas = drive({ boxes: [big] })
      .key('Ctrl+A')
      .key('Shift+F10')
    expect(canvas.editor.menu?.at).toEqual({ x: 300, y: 300 })
  })
})
