import { describe, expect, it } from 'vitest'
import { coalesce } from '../../../renderer/train/coalesce.ts'

/** Work that waits until it is let go on. */
function slowWork() {
  const open: (() => void)[] = []
  let rounds = 0
  const work = () => {
    rounds += 1
    return new Promise<void>((resolve) => open.push(resolve))
  }
  const finishRound = async () => {
    open.shift()!()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { work, finishRound, rounds: () => rounds }
}

describe('coalescing wishes', () => {
  it('answers many wishes during the work by one more round', async () => {
    const { work, finishRound, rounds } = slowWork()
    const wish = coalesce(work)

    wish()
    wish()
    wish()
    expect(rounds()).toBe(1)
    await finishRound()
    expect(rounds()).toBe(2)
    await finishRound()
    expect(rounds()).toBe(2)
  })

  it('starts anew after the work is over', async () => {
    const { work, finishRound, rounds } = slowWork()
    const wish = coalesce(work)

    wish()
    await finishRound()
    wish()

    expect(rounds()).toBe(2)
  })
})
