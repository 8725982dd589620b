/** Whatever hands may do on the canvas, in any order: pointer with all buttons and modifiers, wheel, keys, space bar. */
import fc from 'fast-check'
import { commands } from '../../renderer/keys/commands.ts'
import type { drive } from './drive.ts'

export type Act = (canvas: ReturnType<typeof drive>) => unknown

// Also far outside a small picture, and fractions.
const place = fc.double({ min: -150, max: 250, noNaN: true })
const keys = commands.filter(({ scope }) => scope === 'annotate').flatMap((command) => command.keys)
const held = fc.record({ shift: fc.boolean(), ctrl: fc.boolean(), alt: fc.boolean() })
const button = fc.constantFrom('primary', 'primary', 'secondary', 'middle')
const pointed = fc.record({ x: place, y: place, held, button, turn: fc.integer({ min: -600, max: 600 }) })

const pointing = (
  work: (canvas: Parameters<Act>[0], at: typeof pointed extends fc.Arbitrary<infer P> ? P : never) => void,
) =>
  pointed.map(
    (at): Act =>
      (canvas) =>
        work(canvas, at),
  )

/** Keys that change boxes come more often than all others together. */
const editing = [
  'W',
  'Ctrl+J',
  'ArrowRight',
  'Ctrl+ArrowDown',

  'Delete',
  'Ctrl+D',
  'Ctrl+X',
  'Ctrl+A',
  'Tab',
  'L',
  '1',
  '2',
  'Shift+D',
  'Shift+T',
  'PageUp',
  'PageDown',
]
const pressing = (from: readonly string[]) =>
  fc.constantFrom(...from).map(
    (key): Act =>
      (canvas) =>
        canvas.key(key),
  )

/** A whole gesture within the picture, which random presses and releases seldom make. */
const inside = fc.tuple(fc.double({ min: 0, max: 97, noNaN: true }), fc.double({ min: 0, max: 61, noNaN: true }))
const dragging = fc.record({ from: inside, to: inside, held, button }).map(
  ({ from, to, held, button }): Act =>
    (canvas) =>
      canvas.drag(from, to, { ...held, button }),
)

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: pointing((canvas, { x, y, held }) => canvas.move(x, y, held)) },
  { weight: 3, arbitrary: pointing((canvas, { x, y, held, button }) => canvas.press(x, y, { ...held, button })) },
  { weight: 3, arbitrary: pointing((canvas, { x, y, held }) => canvas.release(x, y, held)) },
  { weight: 2, arbitrary: pointing((canvas, { x, y, held, turn }) => canvas.wheel(x, y, turn, held)) },
  { weight: 2, arbitrary: pressing(keys) },
  { weight: 6, arbitrary: pressing(editing) },
  { weight: 6, arbitrary: dragging },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (isDown): Act =>
        (canvas) =>
          canvas.space(isDown),
    ),
  },
)
