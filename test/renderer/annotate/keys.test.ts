import { describe, expect, it } from 'vitest'
import { type Corners, drive } from '../../support/drive.ts'

const box: Corners = [100, 100, 200, 150]
const other: Corners = [400, 400, 480, 420]
const selected = () => drive({ boxes: [box, other] }).click(150, 120)

describe('arrow keys', () => {
  it('move the selection by one pixel, with Shift by ten, and stop at the border', () => {
    expect(selected().key('ArrowRight').boxes[0]).toEqual([101, 100, 201, 150])
    expect(selected().key('Shift+ArrowUp').boxes[0]).toEqual([100, 90, 200, 140])
    const canvas = selected()
    for (let press = 0; press < 12; press++) canvas.key('Shift+ArrowLeft')
    expect(canvas.boxes[0]).toEqual([0, 100, 100, 150])
  })

  it('resize with Ctrl, from the lower right, and stop at the border and at one pixel', () => {
    expect(selected().key('Ctrl+ArrowRight').key('Ctrl+ArrowUp').boxes[0]).toEqual([100, 100, 201, 149])
    expect(selected().key('Ctrl+Shift+ArrowDown').boxes[0]).toEqual([100, 100, 200, 160])
    const canvas = selected()
    for (let press = 0; press < 12; press++) canvas.key('Ctrl+Shift+ArrowUp')
    expect(canvas.boxes[0]).toEqual([100, 100, 200, 101])
  })

  it('held down they are one step for undo', () => {
    const canvas = selected()
    for (let repeat = 0; repeat < 7; repeat++) canvas.input({ kind: 'nudge', dx: 0, dy: 1, isStretch: false })
    expect(canvas.edits).toEqual([])
    canvas.input({ kind: 'settle' })
    expect(canvas.boxes[0]).toEqual([100, 107, 200, 157])
    expect(canvas.edits).toHaveLength(1)
  })

  it('another command keeps the move that was going on', () => {
    const canvas = selected()
    canvas.input({ kind: 'nudge', dx: 3, dy: 0, isStretch: false })
    canvas.key('2')
    expect(canvas.boxes[0]).toEqual([103, 100, 203, 150])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['move', 'relabel'])
  })
})

describe('digits', () => {
  it('give the selection its class, and the next box too', () => {
    const canvas = selected().key('2')
    expect(canvas.editor.annotations.map(({ categoryId }) => categoryId)).toEqual([2, 1])
    expect(canvas.editor.categoryId).toBe(2)
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['relabel'])
  })

  it('relabel all that is selected in one step, and leave alone what has the class already', () => {
    const canvas = drive({ boxes: [box, other, [600, 600, 700, 700]] })
      .click(440, 410)
      .key('2')
      .key('Ctrl+A')
      .key('2')
    expect(canvas.editor.annotations.map(({ categoryId }) => categoryId)).toEqual([2, 2, 2])
    expect(canvas.edits.map(({ changes }) => changes.map(({ after }) => after!.id))).toEqual([[2], [1, 3]])
  })

  it('without a selection choose the class of the next box', () => {
    const canvas = drive({ boxes: [box] }).key('2')
    expect(canvas.edits).toEqual([])
    expect(canvas.editor.categoryId).toBe(2)
  })

  it('of no class do nothing', () => {
    const canvas = selected().key('9')
    expect(canvas.edits).toEqual([])
    expect(canvas.editor.categoryId).toBe(1)
  })
})

describe('copies', () => {
  it('Ctrl+D puts a copy beside the box and selects it', () => {
    const canvas = selected().key('Ctrl+D')
    expect(canvas.boxes[2]).toEqual([110, 110, 210, 160])
    expect(canvas.selectedIds).toEqual([100])
  })

  it('a copy of a box in the corner goes the other way', () => {
    const canvas = drive({ boxes: [[950, 760, 1000, 800]] })
      .click(975, 780)
      .key('Ctrl+D')
    expect(canvas.boxes[1]).toEqual([940, 750, 990, 790])
  })

  it('Ctrl+C without a selection empties the clipboard', () => {
    expect(selected().key('Ctrl+C').editor.clipboard).toHaveLength(1)
    expect(selected().key('Ctrl+C').key('Escape').key('Ctrl+C').editor.clipboard).toEqual([])
  })
})

describe('deleting', () => {
  it('Delete removes all that is selected in one step', () => {
    const canvas = drive({ boxes: [box, other] })
      .key('Ctrl+A')
      .key('Delete')
    expect(canvas.boxes).toEqual([])
    expect(canvas.edits).toHaveLength(1)
  })

  it('nothing selected, nothing done', () => {
    expect(drive({ boxes: [box] }).key('Delete').edits).toEqual([])
  })
})

describe('the space bar', () => {
  it('tapped says so once', () => {
    expect(drive().space(true).space(false).spaceTaps).toBe(1)
  })

  it('held and dragged moves the picture over any tool, and is no tap', () => {
    const canvas = drive({ boxes: [box] })
      .key('W')
      .space(true)
    canvas.press(120, 120)
    canvas.input({ kind: 'move', at: { x: 150, y: 100 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 150, y: 100 }, shift: false, ctrl: false })
    canvas.space(false)
    expect(canvas.editor.view).toMatchObject({ x: 30, y: -20 })
    expect(canvas.spaceTaps).toBe(0)
    expect(canvas.boxes).toEqual([box])
    expect(canvas.drag([300, 300], [350, 350]).boxes).toHaveLength(2)
  })

  it('held for long is no tap', () => {
    expect(drive().space(true).space(false, 900).spaceTaps).toBe(0)
  })

  it('pans between the two clicks that draw a box', () => {
    const canvas = drive().key('W').click(100, 100).space(true)
    canvas.press(300, 300)
    canvas.input({ kind: 'move', at: { x: 200, y: 300 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 200, y: 300 }, shift: false, ctrl: false })
    canvas.space(false)
    expect(canvas.editor.view.x).toBe(-100)
    expect(canvas.click(500, 400).boxes).toEqual([[100, 100, 500, 400]])
  })

  it('pans under a box that is being dragged open, which then goes on', () => {
    const canvas = drive().key('W').press(100, 100).move(200, 150).space(true)
    // The hand goes on by 60, 40: so does the picture, and the box has still the corner under the pointer.
    canvas.input({ kind: 'move', at: { x: 260, y: 190 }, shift: false, ctrl: false })
    expect(canvas.editor.view).toMatchObject({ x: 60, y: 40 })
    expect(canvas.editor.toolbox.draw).toMatchObject({ from: { x: 100, y: 100 }, to: { x: 200, y: 150 } })
    canvas.space(false).move(300, 250).release(300, 250)
    expect(canvas.boxes).toEqual([[100, 100, 300, 250]])
    expect(canvas.spaceTaps).toBe(0)
  })

  it('still down when the button goes up: the box is drawn, and the next drag pans', () => {
    const canvas = drive().key('W').press(100, 100).move(200, 150).space(true)
    canvas.input({ kind: 'move', at: { x: 210, y: 150 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 210, y: 150 }, shift: false, ctrl: false })
    expect(canvas.boxes).toEqual([[100, 100, 200, 150]])
    canvas.drag([300, 300], [320, 330])
    expect(canvas.boxes).toHaveLength(1)
    expect(canvas.space(false).spaceTaps).toBe(0)
  })

  it('never verifies in the middle of a box, nor after zooming with it held', () => {
    expect(drive().key('W').click(100, 100).space(true).space(false).spaceTaps).toBe(0)
    expect(drive().space(true).wheel(200, 200, -100).space(false).spaceTaps).toBe(0)
  })

  it('escape gives up the box under the hand', () => {
    const canvas = drive().key('W').press(100, 100).move(200, 150).space(true).key('Escape').space(false)
    expect(canvas.release(300, 300).boxes).toEqual([])
  })

  it('the middle button pans as well', () => {
    const canvas = drive({ boxes: [box] }).press(150, 120, { button: 'middle' })
    canvas.input({ kind: 'move', at: { x: 160, y: 125 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 160, y: 125 }, shift: false, ctrl: false })
    expect(canvas.editor.view).toMatchObject({ x: 10, y: 5 })
    expect(canvas.boxes).toEqual([box])
  })
})

describe('tools', () => {
  it('another tool gives up what the former had begun', () => {
    const canvas = drive({ boxes: [box] })
      .key('W')
      .click(300, 300)
      .move(400, 400)
      .key('Ctrl+J')
    expect(canvas.editor.toolbox.draw.kind).toBe('idle')
    expect(canvas.click(150, 120).selectedIds).toEqual([1])
  })

  it('W while drawing changes nothing', () => {
    const canvas = drive().key('W').click(300, 300).move(400, 400).key('W').click(400, 400)
    expect(canvas.boxes).toEqual([[300, 300, 400, 400]])
  })

  it('the hand moves the picture and nothing else', () => {
    const canvas = drive({ boxes: [box] })
      .key('M')
      .press(150, 120)
    canvas.input({ kind: 'move', at: { x: 170, y: 130 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 170, y: 130 }, shift: false, ctrl: false })
    expect(canvas.editor.view).toMatchObject({ x: 20, y: 10 })
    expect(canvas.boxes).toEqual([box])
    expect(canvas.key('Escape').editor.toolbox.chosen).toBe('select')
  })
})
