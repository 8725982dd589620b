import { describe, expect, it } from 'vitest'
import { defaultBoxes, gridOfDefaultBoxes, priorsOfGrid } from '../../../../main/engine/detector/ssd/defaultBoxes.ts'
import { decodeOffsets, encodeOffsets } from '../../../../main/engine/detector/ssd/offsets.ts'
import { tf } from '../../../../main/engine/tensorflow/tensorflow.ts'

const square = (side: number) => ({ width: side, height: side })
const large = [square(100), square(150)]
const maps = defaultBoxes(large, 320)

describe('default boxes', () => {
  it('have scales that grow evenly from map to map, the aspects of the paper and a square between', () => {
    // s_k = 0.2 + 0.75 (k - 1) / 5: the third map (k = 2) has 0.35, the next 0.5; 0.35 x 320 = 112.
    const root = Math.SQRT2
    const expected = [
      [112, 112],
      [112 * root, 112 / root],
      [112 / root, 112 * root],
      [112 * Math.sqrt(3), 112 / Math.sqrt(3)],
      [112 / Math.sqrt(3), 112 * Math.sqrt(3)],
      [Math.sqrt(0.35 * 0.5) * 320, Math.sqrt(0.35 * 0.5) * 320],
    ]
    for (const [shape, [width, height]] of expected.entries()) {
      expect(maps[2]![shape]!.width).toBeCloseTo(width!, 8)
      expect(maps[2]![shape]!.height).toBeCloseTo(height!, 8)
    }
    expect(maps.map((shapes) => shapes.length)).toEqual([6, 5, 6, 6, 6, 6, 6])
  })

  it('stand on seven maps from stride 8', () => {
    // 40, 20, 10, 5, 3, 2 and 1 cells on a side.
    const grid = gridOfDefaultBoxes(320, maps)
    expect(grid.cells).toEqual([40, 20, 10, 5, 3, 2, 1])
    expect(grid.length).toBe(1600 * 6 + 400 * 5 + 100 * 6 + 25 * 6 + 9 * 6 + 4 * 6 + 6)
    const { centreX, centreY } = priorsOfGrid(grid)
    // The first box of the map of 3 x 3 cells: the middle of its cell is a sixth of the side.
    const first = grid.scaleOffsets[4]!
    expect(centreX[first]).toBeCloseTo(320 / 6, 4)
    expect(centreY[first + 3 * 6]).toBeCloseTo(320 / 2, 4)
  })

  it('of the finest map follow the small labels, within limits', () => {
    expect(maps[0]![0]!.width).toBeCloseTo(32, 8)
    expect(defaultBoxes([square(16), square(100), square(100)], 320)[0]![0]!.width).toBeCloseTo(16, 8)
    expect(defaultBoxes([square(1), square(100), square(100)], 320)[0]![0]!.width).toBeCloseTo(0.03 * 320, 8)
    // One odd label in fifty is not what the map is for.
    const usual = Array.from({ length: 49 }, () => square(24))
    expect(defaultBoxes([square(10), ...usual], 320)[0]![0]!.width).toBeCloseTo(24, 8)
  })
})

describe('offsets', () => {
  const priors = {
    count: 2,
    centreX: Float32Array.of(50, 100),
    centreY: Float32Array.of(60, 100),
    width: Float32Array.of(40, 50),
    height: Float32Array.of(20, 50),
  }

  it('are the distance of the centres by the sides and the logarithm of the ratio of the sides, by their spread', () => {
    // Box centre (54, 58), sides 80 x 10: (58 - 60) / 20 / 0.1 = -1, (54 - 50) / 40 / 0.1 = 1, ln(0.5) / 0.2, ln(2) / 0.2.
    const offsets = encodeOffsets([14, 53, 94, 63], priors, 0)
    for (const [index, value] of [-1, 1, -5 * Math.log(2), 5 * Math.log(2)].entries())
      expect(offsets[index]).toBeCloseTo(value, 6)
  })

  it('decoded give the box again', () => {
    const boxes = [
      [14, 53, 94, 63],
      [90, 70, 130, 141],
    ]
    const offsets = boxes.flatMap((box, row) => [...encodeOffsets(box, priors, row)])
    const decoded = decodeOffsets(tf.tensor3d(offsets, [1, 2, 4]), priors).dataSync()
    for (const [index, value] of boxes.flat().entries()) expect(decoded[index]).toBeCloseTo(value, 3)
  })
})
