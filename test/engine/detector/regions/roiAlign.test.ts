import { describe, expect, it } from 'vitest'
import { alignRegions } from '../../../../main/engine/detector/regions/roiAlign.ts'
import { type Tensor, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'

const side = 256
/** Maps of strides 8, 16 and 32, each cell as `value` says of the pixel in its middle; [1, cells, cells, 1]. */
function mapsOf(value: (x: number, y: number, stride: number) => number) {
  return [8, 16, 32].map((stride) => {
    const cells = side / stride
    const values = Array.from({ length: cells * cells }, (_, cell) =>
      value(((cell % cells) + 0.5) * stride, (Math.floor(cell / cells) + 0.5) * stride, stride),
    )
    return tf.tensor4d(values, [1, cells, cells, 1])
  }) as unknown as readonly [Tensor, Tensor, Tensor]
}
const regions = (...rows: number[][]) => tf.tensor3d([rows])

describe('a region', () => {
  it('of a map that rises evenly is read as the map stands in the middle of each part', () => {
    // Half of x and twice of y: between the cells such a map is what its formula says.
    const maps = mapsOf((x, y) => x / 2 + 2 * y)
    const window = alignRegions(maps, regions([30, 50, 90, 80]), 2)
    expect(window.shape).toEqual([1, 2, 2, 1])
    // Parts of 30 x 15 with middles at x 45, 75 and y 57.5, 72.5.
    expect([...window.dataSync()]).toEqual([22.5 + 115, 37.5 + 115, 22.5 + 145, 37.5 + 145])
  })

  it('is read between four cells as their weighted mean', () => {
    // The finest map is 10 in the cell of row 3 and column 2 and 0 elsewhere: its middle is x 20, y 28.
    const maps = mapsOf((x, y, stride) => (stride === 8 && x === 20 && y === 28 ? 10 : 0))
    // One part with its middle at (22, 26): a quarter of a cell off in both directions.
    expect(alignRegions(maps, regions([18, 20, 26, 32]), 1).dataSync()[0]).toBeCloseTo(10 * 0.75 * 0.75, 4)
  })

  it('comes from the coarser map from a side of 112 and the coarsest from one of 224', () => {
    const maps = mapsOf((_x, _y, stride) => stride)
    const windows = alignRegions(
      maps,
      regions([0, 0, 111, 112], [0, 0, 112, 112], [10, 10, 235, 232], [10, 10, 235, 235], [0, 0, 250, 40]),
      1,
    )
    expect([...windows.dataSync()]).toEqual([8, 16, 16, 32, 8])
  })

  it('at the border is read as if the last cells went on, and never from the map below', () => {
    const maps = mapsOf((_x, y, stride) => (stride === 8 ? y : 1000))
    const [top, bottom] = alignRegions(maps, regions([0, 0, 8, 4], [248, 252, 256, 256]), 1).dataSync()
    // The middles of the first and the last row are 4 and 252; the regions' are at 2 and 254.
    expect([top, bottom]).toEqual([4, 252])
  })

  it('of the second picture is read from the second picture', () => {
    const [fine, middle, coarse] = mapsOf(() => 1)
    const both = [fine, middle, coarse].map((map) => tf.concat([map, map.mul(7)], 0)) as never
    const windows = alignRegions(
      both,
      tf.tensor3d([
        [
          [0, 0, 64, 64],
          [8, 8, 30, 30],
        ],
        [
          [0, 0, 64, 64],
          [0, 0, 200, 200],
        ],
      ]),
      1,
    )
    expect([...windows.dataSync()]).toEqual([1, 1, 7, 7])
  })
})

it('the gradient of what is read goes to the cells that it was read from, by their weights', () => {
  const maps = mapsOf(() => 0)
  const total = (fine: Tensor) =>
    alignRegions([fine, maps[1], maps[2]], regions([18, 20, 26, 32], [0, 0, 8, 4]), 1).sum()
  const gradient = tf.grad(total as never)(maps[0] as never)
  const at = (row: number, column: number) => gradient.dataSync()[row * 32 + column]
  // The first is read at (22, 26), between rows 2 and 3 and columns 2 and 3; the second in the first cell alone.
  expect([at(3, 2), at(3, 3), at(2, 2), at(2, 3)]).toEqual([0.5625, 0.1875, 0.1875, 0.0625])
  expect(at(0, 0)).toBe(1)
  expect(gradient.sum().dataSync()[0]).toBeCloseTo(2, 5)
})
