import { describe, expect, it } from 'vitest'
import { showSelection } from '../../../renderer/annotate/viewing/showSelection.ts'
import {
  bringIntoView,
  carriedView,
  fitView,
  largestScale,
  toImage,
  toScreen,
  viewInCanvas,
  viewOfBox,
  zoomAt,
  zoomTo,
} from '../../../renderer/canvas/viewport.ts'
import { drive } from '../../support/drive.ts'

const frame = { size: { width: 1000, height: 500 }, canvas: { width: 532, height: 432 } }

describe('viewport', () => {
  it('fits the whole picture with a margin of 16 px, in the middle', () => {
    // 500 px of 532 are left for 1000: half the size. 432 - 250 = 182 are left over, 91 above.
    expect(fitView(frame)).toEqual({ scale: 0.5, x: 16, y: 91, isFitted: true })
  })

  it('zooming keeps the point under the pointer', () => {
    const at = { x: 130, y: 200 }
    let view = fitView(frame)
    const before = toImage(view, at)
    for (const factor of [1.2, 3, 0.5, 1.7]) view = zoomAt(view, factor, at, frame)
    expect(toImage(view, at).x).toBeCloseTo(before.x, 9)
    expect(toImage(view, at).y).toBeCloseTo(before.y, 9)
  })

  it('the wheel zooms at the pointer, with Ctrl too, and Shift moves sideways', () => {
    const canvas = drive().wheel(300, 200, -100)
    expect(toScreen(canvas.editor.view, { x: 300, y: 200 })).toEqual({ x: 300, y: 200 })
    // 1.0015 to the 100 is 1.1617.
    expect(canvas.editor.view.scale).toBeCloseTo(1.1617, 4)
    expect(drive().wheel(300, 200, -100, { ctrl: true }).editor.view.scale).toBeCloseTo(1.1617, 4)
    expect(drive().wheel(300, 200, 100, { shift: true }).editor.view).toMatchObject({ scale: 1, x: -100, y: 0 })
  })

  it('keys zoom where the pointer is, or in the middle while it is elsewhere', () => {
    const canvas = drive().move(200, 300).key('+')
    expect(canvas.editor.view.scale).toBe(1.25)
    expect(toScreen(canvas.editor.view, { x: 200, y: 300 })).toEqual({ x: 200, y: 300 })
    canvas.setView({ scale: 1, x: 0, y: 0 }).input({ kind: 'leave' })
    expect(toScreen(canvas.key('+').editor.view, { x: 500, y: 400 })).toEqual({ x: 500, y: 400 })
  })

  it('shows the selection large, all of it, and does nothing without one', () => {
    const canvas = drive({
      boxes: [
        [100, 100, 150, 150],
        [200, 100, 300, 150],
      ],
    })
    expect(showSelection(canvas.editor, 0.4)).toBeNull()
    canvas.key('Ctrl+A').apply((editor) => showSelection(editor, 0.4))
    // 200 px of width shall fill 40 % of 1000.
    expect(canvas.editor.view.scale).toBeCloseTo(2, 9)
    expect(toScreen(canvas.editor.view, { x: 200, y: 125 })).toEqual({ x: 500, y: 400 })
  })

  it('zooms to 6400 % and not beyond, and not to nothing', () => {
    expect(zoomTo(fitView(frame), 1000, frame).scale).toBe(largestScale)
    expect(zoomTo(fitView(frame), 0.0001, frame).scale).toBe(0.25)
  })

  it('never loses the picture', () => {
    const canvas = drive().space(true)
    canvas.press(0, 0)
    canvas.input({ kind: 'move', at: { x: 90_000, y: -90_000 }, shift: false, ctrl: false })
    // 48 px stay in sight: at the right border of 1000 and the upper one of the 800 px high picture.
    expect(canvas.editor.view).toMatchObject({ x: 952, y: -752 })
  })

  it('a fitted picture stays fitted in another canvas, a zoomed one keeps its middle', () => {
    const wider = { width: 1032, height: 432 }
    expect(viewInCanvas(fitView(frame), frame, wider)).toMatchObject({ scale: 0.8, isFitted: true })
    const zoomed = zoomTo(fitView(frame), 2, frame)
    const middle = toImage(zoomed, { x: 266, y: 216 })
    expect(toImage(viewInCanvas(zoomed, frame, wider), { x: 516, y: 216 })).toEqual(middle)
  })

  it('the next image has the same zoom and the same part in the middle', () => {
    const zoomed = zoomAt(fitView(frame), 8, { x: 366, y: 316 }, frame)
    const middle = toImage(zoomed, { x: 266, y: 216 })
    const alike = carriedView(zoomed, frame.size, frame)
    expect(alike.scale).toBe(4)
    expect(toImage(alike, { x: 266, y: 216 }).x).toBeCloseTo(middle.x, 9)
    // Twice as wide and half as high: the same share of each side.
    const other = { ...frame, size: { width: 2000, height: 250 } }
    const moved = carriedView(zoomed, frame.size, other)
    expect(moved.scale).toBe(4)
    expect(toImage(moved, { x: 266, y: 216 }).x).toBeCloseTo(middle.x * 2, 9)
    expect(toImage(moved, { x: 266, y: 216 }).y).toBeCloseTo(middle.y / 2, 9)
  })

  it('after a whole picture comes a whole picture', () => {
    const other = { ...frame, size: { width: 3000, height: 3000 } }
    expect(carriedView(fitView(frame), frame.size, other)).toEqual(fitView(other))
  })

  it('shows a wanted box large and in the middle', () => {
    const box = { x1: 100, y1: 200, x2: 140, y2: 220 }
    const view = viewOfBox(box, frame, 0.4)
    // 40 px shall fill 40 % of 532 px.
    expect(view.scale).toBeCloseTo(5.32, 9)
    expect(toScreen(view, { x: 120, y: 210 })).toEqual({ x: 266, y: 216 })
  })

  it('brings a box into view only when it is not', () => {
    const view = zoomTo(fitView(frame), 2, frame)
    expect(bringIntoView(view, { x1: 490, y1: 240, x2: 510, y2: 260 }, frame)).toBe(view)
    const moved = bringIntoView(view, { x1: 90, y1: 90, x2: 110, y2: 110 }, frame)
    expect(moved.scale).toBe(2)
    expect(toScreen(moved, { x: 100, y: 100 })).toEqual({ x: 266, y: 216 })
  })
})
