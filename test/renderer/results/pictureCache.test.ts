import { describe, expect, it } from 'vitest'
import { pictureCache } from '../../../renderer/results/pictureCache.ts'

/** Pictures of 10 x 10 that arrive when they are let. */
function slowPictures(mostPixels: number) {
  const asked: number[] = []
  const closed: number[] = []
  const arrivals = new Map<number, () => void>()
  const load = (id: number) => {
    asked.push(id)
    return new Promise<{ width: number; height: number; close: () => void }>((resolve) =>
      arrivals.set(id, () => resolve({ width: 10, height: 10, close: () => closed.push(id) })),
    )
  }
  const arrive = async (id: number) => {
    arrivals.get(id)!()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { cache: pictureCache(load, mostPixels), asked, closed, arrive }
}

describe('decoded pictures', () => {
  it('are loaded once, however often they are wished for', async () => {
    const { cache, asked, arrive } = slowPictures(1000)

    const wishes = [cache.get(1), cache.get(1)]
    await arrive(1)
    await Promise.all([...wishes, cache.get(1)])

    expect(asked).toEqual([1])
  })

  it('are told from those that would have to be loaded', async () => {
    const { cache, asked, arrive } = slowPictures(1000)
    expect(cache.kept(1)).toBeNull()
    expect(asked).toEqual([])
    const wish = cache.get(1)
    expect(cache.kept(1)).toBeNull()
    await arrive(1)
    expect(cache.kept(1)).toBe(await wish)
  })

  it('go when the budget is used up, those not seen longest first', async () => {
    const { cache, closed, arrive } = slowPictures(200)
    for (const id of [1, 2]) {
      const wish = cache.get(id)
      await arrive(id)
      await wish
    }

    await cache.get(1)
    void cache.get(3)
    await arrive(3)

    expect(closed).toEqual([2])
  })

  it('come four at a time, the latest wish first', async () => {
    const { cache, asked, arrive } = slowPictures(10_000)

    for (let id = 1; id <= 7; id++) void cache.get(id)
    expect(asked).toEqual([1, 2, 3, 4])
    await arrive(1)

    expect(asked).toEqual([1, 2, 3, 4, 7])
  })

  it('are given up when many newer wishes came', async () => {
    const { cache } = slowPictures(10_000)
    const wishes = Array.from({ length: 60 }, (_, place) => cache.get(place + 1))

    // Four are under way and 48 wait; the eight oldest of the others are given up.
    for (const wish of wishes.slice(4, 12)) await expect(wish).rejects.toThrow('no longer wanted')
  })

  it('may fail without blocking those behind them', async () => {
    const cache = pictureCache(async (id: number) => {
      if (id < 5) throw new Error(`picture ${id} is broken`)
      return { width: 1, height: 1, close: () => {} }
    }, 100)

    const wishes = [1, 2, 3, 4, 5].map((id) => cache.get(id))

    await expect(wishes[0]).rejects.toThrow('picture 1 is broken')
    await expect(Promise.allSettled(wishes)).resolves.toMatchObject([
      ...Array(4).fill({ status: 'rejected' }),
      { status: 'fulfilled' },
    ])
  })
})
