import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Drawing, movableCanvas } from '../../../renderer/annotate/canvas/moveDrawn.ts'

const size = { width: 24, height: 16 }

/** A canvas of few pixels that keeps what is drawn on it: as much of one as is asked for here. */
function paper(ratio: number) {
  const [width, height] = [size.width * ratio, size.height * ratio]
  let grid: number[] = Array(width * height).fill(0)
  let path = { x1: 0, y1: 0, x2: width, y2: height }
  let clip = path
  const saved: (typeof clip)[] = []
  /** Gives each pixel that is not clipped away a value. @returns how many those are */
  const put = (value: (x: number, y: number) => number): number => {
    for (let y = clip.y1; y < clip.y2; y++) for (let x = clip.x1; x < clip.x2; x++) grid[y * width + x] = value(x, y)
    return (clip.x2 - clip.x1) * (clip.y2 - clip.y1)
  }
  const context = {
    ...{ canvas: { width, height }, put, getTransform: () => ({ a: ratio }), setTransform() {}, beginPath() {} },
    save: () => void saved.push(clip),
    restore() {
      clip = saved.pop()!
    },
    rect(x1: number, y1: number, w: number, h: number) {
      path = { x1, y1, x2: x1 + w, y2: y1 + h }
    },
    clip() {
      clip = path
    },
    clearRect: () => put(() => 0),
    drawImage: (_itself: unknown, dx: number, dy: number) => {
      const from = grid
      grid = []
      const isThere = (x: number, y: number) => x >= 0 && x < width && y >= 0 && y < height
      put((x, y) => (isThere(x - dx, y - dy) ? from[(y - dy) * width + x - dx]! : 0))
    },
  }
  return { context: context as unknown as CanvasRenderingContext2D, put, read: () => grid }
}

/** A picture larger than the canvas, no two pixels of which are alike. */
function studio(ratio = 1) {
  const { context, put, read } = paper(ratio)
  const canvas = movableCanvas()
  /** @returns how many pixels were drawn, not moved */
  const show = (x: number, y: number, { sources = ['picture'], scale = 1 }: Show = {}): number => {
    let drawn = 0
    const draw = () => {
      drawn += put((px, py) => 1 + Math.round(px - x * ratio) + 1000 * Math.round(py - y * ratio) + scale * 1e6)
    }
    canvas.paint(context, { view: { scale, x, y, isFitted: false }, canvas: size, sources, draw })
    return drawn
  }
  return { show, read, forget: canvas.forget }
}
type Show = { readonly sources?: Drawing['sources']; readonly scale?: number }

const all = size.width * size.height

describe('a canvas whose picture is moved', () => {
  it('draws only the edges that come into sight', () => {
    const { show } = studio()
    expect(show(0, 0)).toBe(all)
    expect(show(3, 0)).toBe(3 * size.height)
    expect(show(3, -2)).toBe(2 * size.width)
    // One beside, one below; the corner belongs to the first.
    expect(show(5, 1)).toBe(2 * size.height + 3 * (size.width - 2))
    expect(show(5, 1)).toBe(0)
  })

  it('draws all of it when most of it is new, when it does not fall on whole pixels, at another zoom, and of other sources', () => {
    const { show, forget } = studio()
    expect(show(0, 0)).toBe(all)
    expect(show(20, 0)).toBe(all)
    expect(show(0, 400)).toBe(all)
    expect(show(0.5, 400)).toBe(all)
    expect(show(0.5, 400, { scale: 2 })).toBe(all)
    const sources = ['other']
    expect(show(1.5, 400, { scale: 2, sources })).toBe(all)
    expect(show(2.5, 400, { scale: 2, sources })).toBe(size.height)
    forget()
    expect(show(2.5, 400, { scale: 2, sources })).toBe(all)
  })

  it('draws all of it as often as it must not be moved', () => {
    const { show } = studio()
    expect(show(0, 0, { sources: null })).toBe(all)
    expect(show(1, 0, { sources: null })).toBe(all)
    expect(show(2, 0)).toBe(all)
  })

  it('moves by pixels of the screen, of which there may be more than of the page', () => {
    const { show } = studio(2)
    expect(show(0, 0)).toBe(4 * all)
    expect(show(0.5, 0)).toBe(size.height * 2)
    expect(show(0.75, 0)).toBe(4 * all)
  })

  it('does not drift by sums of fractions', () => {
    const { show } = studio()
    show(0, 0)
    // Each step is a whole pixel but for 0.008: after three of them the picture would lie beside its place.
    expect([1.008, 2.016].map((x) => show(x, 0))).toEqual([size.height, size.height])
    expect(show(3.024, 0)).toBe(all)
  })

  it('shows after any movements what it would show when drawn anew', () => {
    const step = fc.record({ dx: fc.integer({ min: -30, max: 30 }), dy: fc.integer({ min: -20, max: 20 }) })
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.array(step, { minLength: 1, maxLength: 12 }), (ratio, steps) => {
        const { show, read } = studio(ratio)
        let [x, y] = [0.3, 0.7]
        for (const { dx, dy } of steps) {
          x += dx / ratio
          y += dy / ratio
          show(x, y)
        }
        const fresh = studio(ratio)
        fresh.show(x, y)
        expect(read()).toEqual(fresh.read())
      }),
    )
  })
})
