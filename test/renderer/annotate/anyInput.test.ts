import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../../renderer/keys/commands.ts'
import { drive } from '../../support/drive.ts'

const size = { width: 97, height: 61 }

// Also far outside the picture, and fractions.
const place = fc.double({ min: -150, max: 250, noNaN: true })
const keys = commands.filter(({ scope }) => scope === 'annotate').flatMap((command) => command.keys)
const held = fc.record({ shift: fc.boolean(), ctrl: fc.boolean() })

type Driver = ReturnType<typeof drive>
type Act = (canvas: Driver) => unknown
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(place, place, held).map(
      ([x, y, h]): Act =>
        (canvas) =>
          canvas.move(x, y, h),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, place, held).map(
      ([x, y, h]): Act =>
        (canvas) =>
          canvas.press(x, y, h),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, place, held).map(
      ([x, y, h]): Act =>
        (canvas) =>
          canvas.release(x, y, h),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(place, place, place, held).map(
      ([x, y, d, h]): Act =>
        (canvas) =>
          canvas.wheel(x, y, d * 4, h),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...keys).map(
      (key): Act =>
        (canvas) =>
          canvas.key(key),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (isDown): Act =>
        (canvas) =>
          canvas.space(isDown),
    ),
  },
)

describe('whatever the hands do', () => {
  it('no box leaves the image, is empty, or is not a number', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.boolean(), (acts, isDrawing) => {
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
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
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
