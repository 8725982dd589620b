import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placedBox } from '../../../renderer/annotate/reshape.ts'
import { edgeUnder, handleUnder } from '../../../renderer/annotate/tools/pointing.ts'
import { sceneOf } from '../../../renderer/annotate/visible.ts'
import { type Corners, drive } from '../../support/drive.ts'

const big: Corners = [100, 100, 500, 500]
const alt = { alt: true }
const settled = (canvas: ReturnType<typeof drive>) => {
  canvas.input({ kind: 'settle' })
  return canvas
}

describe('a small box', () => {
  it('on the screen is never swallowed by its own handles: its whole inside moves it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 23 }),
        fc.integer({ min: 2, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, height, u, v) => {
          const canvas = drive({ boxes: [[300, 300, 300 + width, 300 + height]] }).key('Ctrl+A')
          const at = { x: 300 + u * width, y: 300 + v * height }
          expect(handleUnder(at, sceneOf(canvas.editor))).toBeNull()
          const moved = canvas.drag([at.x, at.y], [at.x + 10, at.y + 20]).boxes[0]!
          const expected = [310, 320, 310 + width, 320 + height]
          for (const [index, value] of moved.entries()) expect(value).toBeCloseTo(expected[index]!, 9)
        },
      ),
    )
  })

  it('is caught beside the handle of a large selected one; the handle itself stays at hand', () => {
    // The corner of the large box is at (500, 500); the small one begins 5 px beside it, the square reaches 4.
    const canvas = () => drive({ boxes: [big, [505, 505, 515, 515]] }).click(300, 300)
    expect(canvas().click(506, 506).selectedIds).toEqual([2])
    expect(canvas().drag([503, 503], [513, 523]).boxes[0]).toEqual([100, 100, 510, 520])
  })
})

describe('resizing with Ctrl', () => {
  const ctrl = { ctrl: true }
  const selected = () => drive({ boxes: [big] }).click(300, 300)

  it('makes a corner drag square, from the opposite corner, as far as the image reaches', () => {
    expect(selected().drag([500, 500], [400, 200], ctrl).boxes).toEqual([[100, 100, 400, 400]])
    // 700 are left below the upper edge, 900 to the right of the left one.
    expect(selected().drag([500, 500], [990, 790], ctrl).boxes).toEqual([[100, 100, 800, 800]])
    expect(selected().drag([100, 100], [300, 450], ctrl).boxes).toEqual([[300, 300, 500, 500]])
  })

  it('leaves an edge drag as it is', () => {
    expect(selected().drag([500, 300], [450, 300], ctrl).boxes).toEqual([[100, 100, 450, 500]])
  })

  it('counts from the moment the key goes down, without a movement', () => {
    const canvas = drive({ boxes: [big] })
      .click(300, 300)
      .press(500, 500)
      .move(400, 200)
    canvas.move(400, 200, ctrl).release(400, 200, ctrl)
    expect(canvas.boxes).toEqual([[100, 100, 400, 400]])
  })
})

describe('the wheel with Alt', () => {
  const selected = () => drive({ boxes: [big] }).click(300, 300)

  it.each([
    ['left', 100, 300, [99, 100, 500, 500]],
    ['right', 500, 300, [100, 100, 501, 500]],
    ['upper', 300, 100, [100, 99, 500, 500]],
    ['lower', 300, 500, [100, 100, 500, 501]],
  ] as const)('moves the %s edge under the pointer outwards by a pixel, and back', (_edge, x, y, expected) => {
    expect(settled(selected().wheel(x, y, -100, alt)).boxes).toEqual([expected])
    expect(settled(selected().wheel(x, y, -100, alt).wheel(x, y, 100, alt)).boxes).toEqual([big])
  })

  it('at a corner moves both edges, with Shift by ten pixels', () => {
    expect(settled(selected().wheel(500, 500, 120, { alt: true, shift: true })).boxes).toEqual([[100, 100, 490, 490]])
  })

  it('inside grows and shrinks the box on all sides', () => {
    expect(settled(selected().wheel(300, 300, -100, alt)).boxes).toEqual([[99, 99, 501, 501]])
    expect(settled(selected().wheel(300, 300, 200, alt)).boxes).toEqual([[102, 102, 498, 498]])
  })

  it('turned many times is one step for undo, which letting Alt go ends', () => {
    const canvas = selected()
    for (let notch = 0; notch < 5; notch++) canvas.wheel(300, 300, -100, alt)
    expect(canvas.edits).toEqual([])
    expect(settled(canvas).edits).toHaveLength(1)
    expect(canvas.boxes).toEqual([[95, 95, 505, 505]])
  })

  it('takes the box under the pointer when nothing is selected', () => {
    const canvas = settled(drive({ boxes: [big] }).wheel(300, 300, -100, alt))
    expect(canvas.selectedIds).toEqual([1])
    expect(canvas.boxes).toEqual([[99, 99, 501, 501]])
  })

  it('stops at the border of the image and at one pixel', () => {
    const grown = settled(selected().wheel(300, 300, -100_000, alt))
    expect(grown.boxes).toEqual([[0, 0, 1000, 800]])
    const [x1, y1, x2, y2] = settled(selected().wheel(300, 300, 100_000, alt)).boxes[0]!
    expect([x2 - x1, y2 - y1]).toEqual([1, 1])
  })

  it('a touchpad adds up many small turns to steps', () => {
    const canvas = selected()
    for (let part = 0; part < 20; part++) canvas.wheel(300, 300, -10, alt)
    expect(settled(canvas).boxes).toEqual([[98, 98, 502, 502]])
  })

  it('a press ends the steps and then means what it always means', () => {
    const canvas = selected().wheel(300, 300, -100, alt).drag([300, 300], [310, 300])
    expect(canvas.boxes).toEqual([[109, 99, 511, 501]])
    expect(canvas.edits).toHaveLength(2)
  })

  it('Escape gives the steps up', () => {
    const canvas = settled(selected().wheel(300, 300, -100, alt).key('Escape'))
    expect(canvas.boxes).toEqual([big])
    expect(canvas.edits).toEqual([])
  })

  it('finds edges from both sides and none in the middle', () => {
    const { editor } = selected()
    const box = editor.annotations[0]!
    expect(edgeUnder({ x: 93, y: 300 }, box, sceneOf(editor))).toEqual({ x: -1, y: 0 })
    expect(edgeUnder({ x: 107, y: 300 }, box, sceneOf(editor))).toEqual({ x: -1, y: 0 })
    expect(edgeUnder({ x: 300, y: 300 }, box, sceneOf(editor))).toBeNull()
    expect(edgeUnder({ x: 80, y: 300 }, box, sceneOf(editor))).toBeNull()
  })
})

describe('resizing while zoomed in', () => {
  it.each([0.25, 3, 32, 64])('at %s times the size is exact, and turning over never gives a negative size', (scale) => {
    const canvas = drive({ boxes: [[100, 100, 140, 130]] }).setView({ scale, x: -100 * scale, y: -100 * scale })
    canvas.key('Ctrl+A')
    // Where the handle is seen: off the box while that is small on the screen.
    const off = 30 * scale < 24 ? 10 / scale : 0
    canvas.drag([140 + off, 130 + off], [90 + off, 80.5 + off])
    const [x1, y1, x2, y2] = canvas.boxes[0]!
    expect(x1).toBeCloseTo(90, 6)
    expect(y1).toBeCloseTo(80.5, 6)
    expect(x2).toBe(100)
    expect(y2).toBe(100)
  })
})

describe('a typed place', () => {
  const size = { width: 100, height: 80 }

  it('is taken as it is inside the image', () => {
    expect(placedBox({ x: 10.25, y: 20, width: 30.5, height: 5 }, size)).toEqual({
      x1: 10.25,
      y1: 20,
      x2: 40.75,
      y2: 25,
    })
  })

  it('outside is brought in with its size, a size too large or too small made to fit', () => {
    expect(placedBox({ x: -50, y: 79, width: 30, height: 5 }, size)).toEqual({ x1: 0, y1: 75, x2: 30, y2: 80 })
    expect(placedBox({ x: 20, y: 0, width: 500, height: -3 }, size)).toEqual({ x1: 0, y1: 0, x2: 100, y2: 1 })
  })
})

describe('the wheel alone', () => {
  it('zooms; in the keymap of labelImg it moves the picture and zooms with Ctrl', () => {
    expect(drive().wheel(300, 300, -120).editor.view.scale).toBeGreaterThan(1)
    const classic = drive().wheel(300, 300, 60, { isClassic: true }).editor.view
    expect(classic).toMatchObject({ scale: 1, x: 0, y: -60 })
    expect(drive().wheel(300, 300, -120, { isClassic: true, ctrl: true }).editor.view.scale).toBeGreaterThan(1)
  })
})

describe('a box beyond the border, because its picture became smaller', () => {
  const beyond: readonly (readonly [string, Corners])[] = [
    ['partly', [900, 100, 1100, 200]],
    ['altogether', [1200, 900, 1300, 950]],
    ['on all sides', [-100, -100, 1500, 1200]],
  ]
  const isInside = ([x1, y1, x2, y2]: Corners) => x1 >= 0 && y1 >= 0 && x2 <= 1000 && y2 <= 800 && x1 < x2 && y1 < y2

  it.each(beyond)('%s: every way to change it leaves it whole and inside', (_how, corners) => {
    for (const key of ['ArrowLeft', 'Ctrl+ArrowUp', 'Ctrl+Shift+ArrowRight']) {
      expect(
        isInside(
          drive({ boxes: [corners] })
            .key('Ctrl+A')
            .key(key).boxes[0]!,
        ),
        key,
      ).toBe(true)
    }
    const turned = settled(
      drive({ boxes: [corners] })
        .key('Ctrl+A')
        .wheel(500, 400, -100, alt),
    )
    expect(isInside(turned.boxes[0]!)).toBe(true)
    const [, , x2, y2] = corners
    const dragged = drive({ boxes: [corners] })
      .key('Ctrl+A')
      .drag([x2, y2], [700, 600])
    expect(isInside(dragged.boxes[0]!)).toBe(true)
  })
})
