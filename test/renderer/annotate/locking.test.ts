import { describe, expect, it } from 'vitest'
import { cursorOf } from '../../../renderer/annotate/tools/toolbox.ts'
import { sceneOf } from '../../../renderer/annotate/visible.ts'
import { type Corners, drive } from '../../support/drive.ts'

const big: Corners = [100, 100, 500, 500]
const small: Corners = [200, 200, 300, 300]
const locked = () => drive({ boxes: [big, small] }).change(2, { locked: true })
const told = (count: number) => [{ kind: 'locked', count }]

describe('a locked box', () => {
  it('is locked and unlocked by L, in one step for the whole selection', () => {
    const canvas = drive({ boxes: [big, small] })
      .change(2, { locked: true })
      .key('Ctrl+A')
      .key('L')
    expect(canvas.editor.annotations.map((box) => box.locked)).toEqual([true, true])
    canvas.key('L')
    expect(canvas.editor.annotations.map((box) => box.locked)).toEqual([false, false])
    expect(canvas.edits).toHaveLength(2)
  })

  it('is met only where no other box is', () => {
    expect(locked().click(250, 250).selectedIds).toEqual([1])
    expect(
      drive({ boxes: [small] })
        .change(1, { locked: true })
        .click(250, 250).selectedIds,
    ).toEqual([1])
  })

  it('is not moved by a drag, which moves the picture; when it is selected, the reason is told', () => {
    const canvas = drive({ boxes: [small] }).change(1, { locked: true })
    const drag = () => {
      canvas.input({ kind: 'press', at: { x: 250, y: 250 }, button: 'primary', shift: false, ctrl: false })
      canvas.input({ kind: 'move', at: { x: 260, y: 250 }, shift: false, ctrl: false })
      canvas.input({ kind: 'move', at: { x: 280, y: 250 }, shift: false, ctrl: false })
      canvas.input({ kind: 'release', at: { x: 280, y: 250 }, shift: false, ctrl: false })
    }
    drag()
    expect(canvas.boxes).toEqual([small])
    expect(canvas.editor.view.x).toBe(30)
    expect(canvas.notices).toEqual([])
    canvas.setView({ x: 0 }).click(250, 250)
    drag()
    expect(canvas.boxes).toEqual([small])
    expect(canvas.notices).toEqual(told(1))
  })

  it('has no handles and no cursor for moving', () => {
    const { editor } = drive({ boxes: [big] })
      .change(1, { locked: true })
      .click(300, 300)
      .move(500, 500)
    expect(cursorOf(editor.toolbox, sceneOf(editor))).toBe('pointer')
  })

  it('is neither nudged, stretched, deleted nor relabelled nor described, and it is told why', () => {
    for (const key of ['ArrowRight', 'Ctrl+ArrowDown', 'Delete', '2', 'Shift+D', 'Shift+T', 'Shift+O', 'Shift+I']) {
      const canvas = drive({ boxes: [small] })
        .change(1, { locked: true })
        .click(250, 250)
        .key(key)
      expect(canvas.edits, key).toEqual([])
      expect(canvas.notices, key).toEqual(told(1))
      expect(canvas.selectedIds, key).toEqual([1])
    }
  })

  it('stays behind when a group moves or is deleted, and that is told', () => {
    const moving = locked().key('Ctrl+A').drag([450, 450], [460, 440])
    expect(moving.boxes).toEqual([[110, 90, 510, 490], small])
    expect(moving.notices).toEqual(told(1))
    const deleting = locked().key('Ctrl+A').key('Delete')
    expect(deleting.boxes).toEqual([small])
    expect(deleting.selectedIds).toEqual([2])
    expect(deleting.notices).toEqual(told(1))
  })

  it('is not touched by the wheel', () => {
    const canvas = drive({ boxes: [small] }).change(1, { locked: true })
    canvas.wheel(250, 250, -100, { alt: true }).input({ kind: 'settle' })
    expect(canvas.edits).toEqual([])
  })

  it('copied, gives a copy that is free', () => {
    const canvas = drive({ boxes: [small] })
      .change(1, { locked: true })
      .click(250, 250)
      .key('Ctrl+D')
    expect(canvas.editor.annotations.map((box) => box.locked)).toEqual([true, false])
  })
})
