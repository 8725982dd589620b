import { describe, expect, it } from 'vitest'
import { drive } from '../../support/drive.ts'

const drawing = (...[start]: Parameters<typeof drive>) => drive(start).key('W')

describe('drawing a box', () => {
  it('by dragging from corner to corner', () => {
    const canvas = drawing().drag([100, 200], [340, 260])
    expect(canvas.boxes).toEqual([[100, 200, 340, 260]])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['draw'])
  })

  it('by a click on each of two corners, showing it in between', () => {
    const canvas = drawing().click(100, 200).move(340, 260)
    expect(canvas.boxes).toEqual([])
    expect(canvas.click(340, 260).boxes).toEqual([[100, 200, 340, 260]])
  })

  it('by a click and then a drag to the second corner', () => {
    const canvas = drawing().click(100, 200).press(300, 250).move(350, 270).release(350, 270)
    expect(canvas.boxes).toEqual([[100, 200, 350, 270]])
  })

  it('backwards', () => {
    expect(drawing().drag([340, 260], [100, 200]).boxes).toEqual([[100, 200, 340, 260]])
  })

  it('keeps fractions of a pixel', () => {
    // At 400 % the screen points (401, 402) and (802, 803) are image points (100.25, 100.5) and (200.5, 200.75).
    const canvas = drawing().setView({ scale: 4 }).drag([100.25, 100.5], [200.5, 200.75])
    expect(canvas.boxes).toEqual([[100.25, 100.5, 200.5, 200.75]])
  })

  it('stays in drawing and draws on top of another box', () => {
    const canvas = drawing({ boxes: [[0, 0, 500, 500]] })
      .drag([50, 50], [100, 100])
      .drag([60, 60], [90, 90])
    expect(canvas.boxes).toEqual([
      [0, 0, 500, 500],
      [50, 50, 100, 100],
      [60, 60, 90, 90],
    ])
    expect(canvas.editor.toolbox.chosen).toBe('draw')
  })

  it.each([
    ['left', [200, 300], [-50, 400], [0, 300, 200, 400]],
    ['right', [900, 300], [1200, 400], [900, 300, 1000, 400]],
    ['top', [200, 100], [300, -40], [200, 0, 300, 100]],
    ['bottom', [200, 700], [300, 950], [200, 700, 300, 800]],
  ] as const)('is clamped at the %s border', (_border, from, to, expected) => {
    expect(drawing().drag(from, to).boxes).toEqual([expected])
  })

  it('may begin outside: the border is where it starts', () => {
    expect(drawing().drag([-30, -20], [60, 80]).boxes).toEqual([[0, 0, 60, 80]])
  })

  it('draws nothing wholly outside the image', () => {
    const size = { width: 100, height: 100 }
    expect(drawing({ size }).drag([40, 120], [80, 160]).boxes).toEqual([])
    expect(drawing({ size }).drag([40, 120], [80, 160], { ctrl: true }).boxes).toEqual([])
    expect(drawing({ size }).drag([-40, 10], [0, 50]).boxes).toEqual([])
  })

  it('is never smaller than a pixel', () => {
    // Straight to the right by 50: the height would be 0.
    expect(drawing().drag([100, 100], [150, 100]).boxes).toEqual([[100, 100, 150, 101]])
    // At the lower border there is room only above.
    expect(drawing().drag([100, 799.5], [150, 799.5]).boxes).toEqual([[100, 799, 150, 800]])
  })

  it('draws nothing when the pointer comes back to where it began', () => {
    const canvas = drawing().press(100, 100).move(200, 200).move(101, 101).release(101, 101)
    expect(canvas.boxes).toEqual([])
    expect(canvas.editor.toolbox.draw.kind).toBe('idle')
  })

  it('is square while Ctrl is held, as far as the image reaches', () => {
    const ctrl = { ctrl: true }
    // 80 to the right and 50 down: the longer side counts.
    expect(drawing().drag([100, 100], [180, 150], ctrl).boxes).toEqual([[100, 100, 180, 180]])
    // Backwards, 50 to the left and 80 up.
    expect(drawing().drag([200, 200], [150, 120], ctrl).boxes).toEqual([[120, 120, 200, 200]])
    // Only 30 are left below.
    expect(drawing().drag([100, 770], [400, 790], ctrl).boxes).toEqual([[100, 770, 130, 800]])
  })

  it('has the sticky class, which a digit changes', () => {
    const canvas = drawing().drag([0, 0], [10, 10]).key('2').drag([20, 20], [40, 40]).drag([50, 50], [60, 60])
    expect(canvas.editor.annotations.map(({ categoryId }) => categoryId)).toEqual([1, 2, 2])
  })

  it('brings hidden boxes back into sight', () => {
    const canvas = drawing().key('Ctrl+H').drag([0, 0], [10, 10])
    expect(canvas.editor.areBoxesHidden).toBe(false)
  })
})

describe('drawing without any class', () => {
  it('lets the boxes wait', () => {
    const canvas = drawing({ categories: [] }).drag([0, 0], [10, 10]).drag([20, 20], [40, 40])
    expect(canvas.boxes).toEqual([])
    expect(canvas.editor.waitingBoxes).toHaveLength(2)
    expect(canvas.key('Escape').editor.waitingBoxes).toEqual([])
  })
})

describe('escape', () => {
  it('gives up a box in every state of drawing', () => {
    const states = [
      drawing().press(100, 100),
      drawing().press(100, 100).move(200, 200),
      drawing().click(100, 100).move(200, 200),
      drawing().click(100, 100).press(200, 200),
    ]
    for (const canvas of states) {
      canvas.key('Escape').release(250, 250)
      expect(canvas.boxes).toEqual([])
      expect(canvas.editor.toolbox.draw.kind).toBe('idle')
      expect(canvas.editor.toolbox.chosen).toBe('draw')
    }
  })

  it('leaves drawing and selects the box drawn last', () => {
    const canvas = drawing().drag([0, 0], [10, 10]).drag([20, 20], [40, 40]).key('Escape')
    expect(canvas.editor.toolbox.chosen).toBe('select')
    expect(canvas.selectedIds).toEqual([101])
    expect(canvas.key('2').editor.annotations.map(({ categoryId }) => categoryId)).toEqual([1, 2])
  })
})
