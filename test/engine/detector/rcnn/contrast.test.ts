import { describe, expect, it } from 'vitest'
import { contrastOf } from '../../../../main/engine/detector/rcnn/contrast.ts'
import { proposeByContrast } from '../../../../main/engine/detector/rcnn/proposals.ts'
import { windowsOf } from '../../../../main/engine/detector/regions/windows.ts'
import { tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { boxIou } from '../../../../shared/box.ts'
import { seededRandom } from '../../../../shared/random.ts'

const side = 64

/** Noise around grey, with rectangles of colours. */
function picture(
  ...things: readonly { readonly box: readonly [number, number, number, number]; readonly colour: readonly number[] }[]
) {
  const random = seededRandom(2)
  const pixels = Float32Array.from({ length: side * side * 3 }, () => 100 + random.below(12))
  for (const { box, colour } of things)
    for (let y = box[1]; y < box[3]; y++) for (let x = box[0]; x < box[2]; x++) pixels.set(colour, (y * side + x) * 3)
  return tf.tensor4d(pixels, [1, side, side, 3])
}

/** The definition, window by window, over the means of cells of 4 x 4 pixels. */
function plainContrast(images: ReturnType<typeof picture>, [x1, y1, x2, y2]: readonly number[]): number {
  const pixels = images.dataSync()
  const cell = (cx: number, cy: number) =>
    [0, 1, 2].map((channel) => {
      let sum = 0
      for (let y = cy * 4; y < cy * 4 + 4; y++)
        for (let x = cx * 4; x < cx * 4 + 4; x++) sum += pixels[(y * side + x) * 3 + channel]! / 255
      return sum / 16
    })
  const moments = (left: number, top: number, right: number, bottom: number) => {
    const cells: number[][] = []
    for (let y = Math.max(0, top); y < Math.min(16, bottom); y++)
      for (let x = Math.max(0, left); x < Math.min(16, right); x++) cells.push(cell(x, y))
    const mean = [0, 1, 2].map(
      (channel) => cells.reduce((sum, own) => sum + own[channel]!, 0) / Math.max(1, cells.length),
    )
    const squares = cells.reduce((sum, own) => sum + own.reduce((total, value) => total + value * value, 0), 0)
    const variance = Math.max(
      0,
      squares / Math.max(1, cells.length) - mean.reduce((sum, value) => sum + value * value, 0),
    )
    return { mean, variance }
  }
  const [left, top, right, bottom] = [x1!, y1!, x2!, y2!].map((edge) => edge / 4) as [number, number, number, number]
  const [reachX, reachY] = [Math.max(1, Math.round((right - left) / 4)), Math.max(1, Math.round((bottom - top) / 4))]
  const inside = moments(left, top, right, bottom)
  const sides = [
    moments(left - reachX, top, left, bottom),
    moments(right, top, right + reachX, bottom),
    moments(left, top - reachY, right, top),
    moments(left, bottom, right, bottom + reachY),
  ]
  return Math.min(
    ...sides.map(({ mean, variance }) => {
      const distance = mean.reduce((sum, value, channel) => sum + (value - inside.mean[channel]!) ** 2, 0)
      return distance / (inside.variance + variance + 0.001)
    }),
  )
}

const red = { box: [16, 20, 40, 44], colour: [220, 40, 40] } as const

describe('contrast', () => {
  it('is that of the definition', () => {
    const images = picture(red, { box: [40, 20, 56, 44], colour: [60, 60, 200] })
    const windows = [16, 20, 40, 44, 12, 16, 36, 40, 0, 0, 8, 64, 40, 20, 56, 44, 48, 48, 64, 64]
    const values = contrastOf(images, Float32Array.from(windows)).dataSync()
    for (const [window, value] of values.entries()) {
      const expected = plainContrast(images, windows.slice(window * 4, window * 4 + 4))
      expect(Math.abs(value / expected - 1), `window ${window}`).toBeLessThan(0.02)
    }
  })

  it('is largest for the window that holds the thing as a whole', () => {
    const whole = [16, 20, 40, 44]
    const others = [
      [16, 20, 32, 44],
      [12, 16, 44, 48],
      [24, 20, 48, 44],
      [0, 0, 24, 24],
    ]
    const [best, ...rest] = contrastOf(picture(red), Float32Array.from([whole, ...others].flat())).dataSync()
    for (const value of rest) expect(best).toBeGreaterThan(2 * value)
  })
})

it('proposals hold the things of a picture, the same number of each shape', () => {
  const blue = { box: [40, 8, 56, 24], colour: [30, 40, 240] } as const
  const images = picture({ ...red, box: [16, 16, 40, 40] }, blue)
  const windows = windowsOf(
    [
      [
        { width: 16, height: 16 },
        { width: 24, height: 24 },
      ],
    ],
    side,
  )
  const proposals = proposeByContrast(images, windows).arraySync() as number[][][]
  expect(proposals[0]!.length).toBe(2 * 24)
  const first = (shape: number) => {
    const [x1, y1, x2, y2] = proposals[0]![shape * 24]!
    return { x1: x1!, y1: y1!, x2: x2!, y2: y2! }
  }
  // Both shapes stand every 8 pixels, and so do the things.
  expect(boxIou(first(0), { x1: 40, y1: 8, x2: 56, y2: 24 })).toBe(1)
  expect(boxIou(first(1), { x1: 16, y1: 16, x2: 40, y2: 40 })).toBe(1)
})
