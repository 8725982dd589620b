import { describe, expect, it } from 'vitest'
import { cursorOf } from '../../../renderer/annotate/tools/toolbox.ts'
import { sceneOf } from '../../../renderer/annotate/visible.ts'
import { type Corners, drive } from '../../support/drive.ts'

const big: Corners = [100, 100, 500, 500]
const small: Corners = [200, 200, 300, 300]
const far: Corners = [700, 600, 900, 700]

describe('choosing', () => {
  it('takes the smallest box under the pointer', () => {
    expect(drive({ boxes: [small, big] }).click(250, 250).selectedIds).toEqual([1])
    expect(drive({ boxes: [big, small] }).click(250, 250).selectedIds).toEqual([2])
    expect(drive({ boxes: [big, small] }).click(450, 450).selectedIds).toEqual([1])
  })

  it('catches a box of two pixels from four screen pixels away', () => {
    const boxes: Corners[] = [big, [250, 250, 252, 252]]
    expect(drive({ boxes }).click(255.5, 251).selectedIds).toEqual([2])
    expect(drive({ boxes }).click(258, 251).selectedIds).toEqual([1])
  })

  it('tab goes through the boxes under the pointer, and back', () => {
    const canvas = drive({ boxes: [big, small, far] }).move(250, 250)
    expect(canvas.key('Tab').selectedIds).toEqual([2])
    expect(canvas.key('Tab').selectedIds).toEqual([1])
    expect(canvas.key('Tab').selectedIds).toEqual([2])
    expect(canvas.key('Shift+Tab').selectedIds).toEqual([1])
  })

  it('a drag moves the box that tab chose, though a smaller one lies over it', () => {
    const canvas = drive({ boxes: [big, small] })
      .move(250, 250)
      .key('Tab')
      .key('Tab')
    expect(canvas.drag([250, 250], [260, 270]).boxes).toEqual([[110, 120, 510, 520], small])
  })

  it('a click on empty ground selects nothing', () => {
    expect(
      drive({ boxes: [big] })
        .click(250, 250)
        .click(50, 50).selectedIds,
    ).toEqual([])
  })

  it('shift and click adds and takes away', () => {
    const canvas = drive({ boxes: [big, small, far] })
      .click(250, 250)
      .click(800, 650, { shift: true })
    expect(canvas.selectedIds).toEqual([2, 3])
    expect(canvas.click(250, 250, { shift: true }).selectedIds).toEqual([3])
  })

  it('shift and drag adds all boxes inside the rectangle, also when it begins on a box', () => {
    const canvas = drive({ boxes: [big, small, far] }).click(800, 650)
    expect(canvas.drag([150, 150], [350, 350], { shift: true }).selectedIds).toEqual([3, 2])
    expect(canvas.boxes).toEqual([big, small, far])
  })

  it('hidden boxes cannot be met', () => {
    expect(
      drive({ boxes: [big] })
        .key('Ctrl+H')
        .click(250, 250).selectedIds,
    ).toEqual([])
  })
})

describe('moving', () => {
  it('takes hold and moves in one gesture', () => {
    const canvas = drive({ boxes: [big] }).drag([300, 300], [330, 290])
    expect(canvas.boxes).toEqual([[130, 90, 530, 490]])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['move'])
  })

  it('a click that trembles moves nothing', () => {
    const canvas = drive({ boxes: [big] })
      .press(300, 300)
      .move(302, 301)
      .release(302, 301)
    expect(canvas.edits).toEqual([])
  })

  it('keeps its size at the border', () => {
    // 100 px are free on the left and above.
    expect(drive({ boxes: [big] }).drag([300, 300], [100, 50]).boxes).toEqual([[0, 0, 400, 400]])
  })

  it('moves several together and keeps all inside', () => {
    const canvas = drive({ boxes: [big, far] }).key('Ctrl+A')
    // To the right only 100 px are free, for the box that ends at 900; downwards 100, for the one that ends at 700.
    expect(canvas.drag([300, 300], [600, 600]).boxes).toEqual([
      [200, 200, 600, 600],
      [800, 700, 1000, 800],
    ])
  })

  it('catches a box of two pixels and moves it, though it has handles', () => {
    const canvas = drive({ boxes: [[250, 250, 252, 252]] }).click(251, 251)
    expect(canvas.drag([251, 251], [261, 271]).boxes).toEqual([[260, 270, 262, 272]])
  })

  it('a drag on empty ground moves the picture', () => {
    const canvas = drive({ boxes: [big] }).press(50, 50)
    canvas.input({ kind: 'move', at: { x: 60, y: 70 }, shift: false, ctrl: false })
    canvas.input({ kind: 'move', at: { x: 90, y: 80 }, shift: false, ctrl: false })
    canvas.input({ kind: 'release', at: { x: 90, y: 80 }, shift: false, ctrl: false })
    expect(canvas.editor.view).toMatchObject({ x: 40, y: 30, scale: 1 })
    expect(canvas.boxes).toEqual([big])
  })
})

describe('resizing', () => {
  // The handles of the box (100, 100, 500, 500), each dragged by (20, 30).
  it.each([
    ['upper left', [100, 100], [120, 130, 500, 500]],
    ['upper', [300, 100], [100, 130, 500, 500]],
    ['upper right', [500, 100], [100, 130, 520, 500]],
    ['right', [500, 300], [100, 100, 520, 500]],
    ['lower right', [500, 500], [100, 100, 520, 530]],
    ['lower', [300, 500], [100, 100, 500, 530]],
    ['lower left', [100, 500], [120, 100, 500, 530]],
    ['left', [100, 300], [120, 100, 500, 500]],
  ] as const)('drags the %s handle', (_name, [x, y], expected) => {
    expect(
      drive({ boxes: [big] })
        .click(300, 300)
        .drag([x, y], [x + 20, y + 30]).boxes,
    ).toEqual([expected])
  })

  it.each([
    ['left over right', [100, 300], [600, 300], [500, 100, 600, 500]],
    ['right over left', [500, 300], [40, 300], [40, 100, 100, 500]],
    ['upper over lower', [300, 100], [300, 700], [100, 500, 500, 700]],
    ['lower over upper', [300, 500], [300, 20], [100, 20, 500, 100]],
    ['a corner over the other', [100, 100], [600, 700], [500, 500, 600, 700]],
  ] as const)('turns over: %s', (_name, from, to, expected) => {
    expect(
      drive({ boxes: [big] })
        .click(300, 300)
        .drag(from, to).boxes,
    ).toEqual([expected])
  })

  it('does not jump to the pointer when the handle was caught beside its point', () => {
    // Caught 3 px beside the corner and moved by (10, 10).
    expect(
      drive({ boxes: [big] })
        .click(300, 300)
        .drag([503, 503], [513, 513]).boxes,
    ).toEqual([[100, 100, 510, 510]])
  })

  it('stops at the border and at one pixel', () => {
    const canvas = drive({ boxes: [big] }).click(300, 300)
    expect(canvas.drag([500, 300], [1400, 300]).boxes).toEqual([[100, 100, 1000, 500]])
    expect(canvas.drag([1000, 300], [100, 300]).boxes).toEqual([[100, 100, 101, 500]])
  })

  it('has its handles off a box that is small on the screen', () => {
    // 20 x 20 screen pixels: the handles lie 10 px off, the corner's at (130, 130).
    const canvas = drive({ boxes: [[100, 100, 120, 120]] }).click(110, 110)
    expect(canvas.drag([130, 130], [140, 145]).boxes).toEqual([[100, 100, 130, 135]])
  })

  it('has no handles while several are selected', () => {
    const canvas = drive({ boxes: [big, far] })
      .key('Ctrl+A')
      .drag([500, 500], [510, 510])
    expect(canvas.boxes).toEqual([
      [110, 110, 510, 510],
      [710, 610, 910, 710],
    ])
  })

  it('is announced by the cursor', () => {
    const { editor } = drive({ boxes: [big] })
      .click(300, 300)
      .move(500, 500)
    expect(cursorOf(editor.toolbox, sceneOf(editor))).toBe('nwse-resize')
  })
})

describe('escape', () => {
  it('leaves the image unchanged in every gesture', () => {
    const gestures = [
      drive({ boxes: [big] }).press(300, 300),
      drive({ boxes: [big] })
        .press(300, 300)
        .move(400, 400),
      drive({ boxes: [big] })
        .click(300, 300)
        .press(500, 500),
      drive({ boxes: [big] })
        .click(300, 300)
        .press(500, 500)
        .move(600, 600),
      drive({ boxes: [big] })
        .press(50, 50, { shift: true })
        .move(600, 600, { shift: true }),
      drive({ boxes: [big] })
        .press(50, 50)
        .move(90, 90),
    ]
    for (const canvas of gestures) {
      canvas.key('Escape').move(700, 700).release(700, 700)
      expect(canvas.boxes).toEqual([big])
      expect(canvas.edits).toEqual([])
      expect(canvas.editor.toolbox.select.kind).toBe('idle')
    }
  })

  it('gives up a move by arrow keys that are still held', () => {
    const canvas = drive({ boxes: [big] }).click(300, 300)
    canvas.input({ kind: 'nudge', dx: 5, dy: 0, isStretch: false })
    canvas.key('Escape').input({ kind: 'settle' })
    expect(canvas.edits).toEqual([])
  })

  it('in rest selects nothing', () => {
    expect(
      drive({ boxes: [big] })
        .click(300, 300)
        .key('Escape').selectedIds,
    ).toEqual([])
  })
})
