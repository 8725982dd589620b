import { describe, expect, it } from 'vitest'
import {
  augmentImages,
  noAugmentation,
  type Placement,
  placeBoxes,
  randomAugmentation,
  sourceMap,
} from '../../../main/engine/detector/augment.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

const size = 64
const labels = (...boxes: number[]) => ({ boxes: Float64Array.from(boxes), classes: new Int32Array(boxes.length / 4) })

describe('augmentation', () => {
  it.each<[string, Placement]>([
    ['nothing', { a: 1, b: 0, c: 1, d: 0 }],
    ['a shift', { a: 1, b: 7, c: 1, d: -3 }],
    ['mirrored left and right', { a: -1, b: size, c: 1, d: 0 }],
    ['mirrored top and bottom', { a: 1, b: 0, c: -1, d: size }],
    ['enlarged', { a: 1.5, b: -10, c: 1.5, d: -8 }],
    ['smaller and mirrored', { a: -0.75, b: 60, c: 0.75, d: 5 }],
  ])('%s: the box follows what is drawn', (_name, placement) => {
    const [x1, y1, x2, y2] = [18, 22, 40, 34]
    const drawn = augmentImages(
      whiteBox(x1, y1, x2, y2),
      tf.tensor2d([sourceMap(placement)]),
      tf.tensor2d([[...noAugmentation.colouring]]),
    )
    const { boxes } = placeBoxes(labels(x1, y1, x2, y2), placement, size)
    const seen = brightBox(drawn.dataSync() as Float32Array)
    for (const [index, edge] of seen.entries()) expect(Math.abs(edge - boxes[index]!)).toBeLessThanOrEqual(0.75)
  })

  it('drops boxes of which too little is left and cuts the others', () => {
    const right = { a: 1, b: 40, c: 1, d: 0 }
    // (20..30) becomes 60..64, 40 % of it; (30..50) lies outside; (0..30) becomes 40..64.
    const placed = placeBoxes(labels(20, 0, 30, 10, 30, 0, 50, 10, 0, 0, 30, 10), right, size)
    expect([...placed.boxes]).toEqual([60, 0, 64, 10, 40, 0, 64, 10])
  })

  it('is reproduced by its seed', () => {
    const settings = { ...defaultTrainSettings, size }
    const draw = (seed: number) => randomAugmentation(settings, seededRandom(seed))
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('keeps values between 0 and 255', () => {
    const image = tf.fill([1, 8, 8, 3], 250)
    const bright = augmentImages(
      image,
      tf.tensor2d([sourceMap(noAugmentation.placement)]),
      tf.tensor2d([[1.5, 60, 1, 1.2, 0.5]]),
    )
    const [red, green, blue] = bright.dataSync()
    // (250 - 128) x 1.5 + 60 + 128 = 371, then the gains, then cut.
    expect([red, green, blue]).toEqual([255, 255, 185.5])
  })
})

function whiteBox(x1: number, y1: number, x2: number, y2: number) {
  const pixels = new Float32Array(size * size * 3)
  for (let y = y1; y < y2; y++)
    for (let x = x1; x < x2; x++) pixels.fill(255, (y * size + x) * 3, (y * size + x) * 3 + 3)
  return tf.tensor4d(pixels, [1, size, size, 3])
}

/** Edges of what is brighter than half, ignoring the grey border that the picture left behind. */
function brightBox(pixels: Float32Array): number[] {
  const xs: number[] = []
  const ys: number[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (pixels[(y * size + x) * 3]! < 128) continue
      xs.push(x)
      ys.push(y)
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1]
}
