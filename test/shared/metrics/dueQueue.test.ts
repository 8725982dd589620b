import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DueQueue } from '../../../shared/metrics/dueQueue.ts'

/** Adds these numbers, or takes one where there is none. */
const actions = fc.array(fc.option(fc.integer({ min: 0, max: 30 })), { maxLength: 200 })

it('gives the lowest position that waits, each once, whatever was added and taken before', () => {
  fc.assert(
    fc.property(actions, (chosen) => {
      const queue = new DueQueue(31)
      const waiting = new Set<number>()
      const lowest = () => (waiting.size === 0 ? -1 : Math.min(...waiting))
      for (const position of [...chosen, ...Array.from({ length: 32 }, () => null)]) {
        if (position === null) {
          const expected = lowest()
          expect(queue.next()).toBe(expected)
          waiting.delete(expected)
        } else {
          queue.add(position)
          waiting.add(position)
        }
      }
      expect(queue.next()).toBe(-1)
    }),
  )
})
