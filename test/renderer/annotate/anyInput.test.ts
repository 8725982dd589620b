import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyAct } from '../../support/anyAct.ts'
import { drive } from '../../support/drive.ts'

const size = { width: 97, height: 61 }

describe('whatever the hands do', () => {
  it('no box leaves the image, is empty, or is not a number', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), fc.boolean(), (acts, isDrawing) => {
        const canvas = drive({
          size,
          boxes: [
            [0, 0, 97, 61],
            [10.5, 10.25, 10.75, 10.5],
            [40, 20, 70, 50],
          ],
        })
        if (isDrawing) canvas.key('W')
        for (const one of acts) one(canvas)
        for (const [x1, y1, x2, y2] of canvas.boxes) {
          expect(x1 >= 0 && y1 >= 0 && x2 <= size.width && y2 <= size.height).toBe(true)
          expect(x2 > x1 && y2 > y1).toBe(true)
        }
        expect(new Set(canvas.editor.annotations.map(({ id }) => id)).size).toBe(canvas.boxes.length)
        expect(Number.isFinite(canvas.editor.view.x + canvas.editor.view.y + canvas.editor.view.scale)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('the edits lead from the first boxes to the last', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
        const canvas = drive({ size, boxes: [[40, 20, 70, 50]] }).key('W')
        const present = new Set([1])
        for (const one of acts) one(canvas)
        for (const { before, after } of canvas.edits.flatMap(({ changes }) => changes)) {
          // The engine refuses a change of a box that is not there and a second box of the same number.
          expect(present.has((before ?? after)!.id)).toBe(before !== null)
          if (after) present.add(after.id)
          else present.delete(before!.id)
        }
        expect([...present].sort()).toEqual(canvas.editor.annotations.map(({ id }) => id).sort())
      }),
      { numRuns: 500 },
    )
  })
})
