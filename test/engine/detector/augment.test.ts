import { describe, expect, it } from 'vitest'
import {
  type AugmentSettings,
  augmentBatch,
  augmentImages,
  augmentInputs,
  plainColouring,
  plainTone,
} from '../../../main/engine/detector/augment.ts'
import type { Sample } from '../../../main/engine/detector/batch.ts'
import { morph, randomMorphing } from '../../../main/engine/detector/morph.ts'
import { mosaicOf, usefulMosaic } from '../../../main/engine/detector/mosaic.ts'
import {
  chain,
  identity,
  type Placement,
  placeBoxes,
  randomPlacement,
} from '../../../main/engine/detector/placement.ts'
import { seededRandom } from '../../../shared/random.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

const size = 64
const none = {
  ...{ flipHorizontal: 0, flipVertical: 0, scale: 0, translate: 0, crop: 0, rotate: 0, shear: 0, elastic: 0 },
  ...{ colour: 0, hue: 0, saturation: 0, blur: 0, noise: 0, mosaic: 0, mixup: 0 },
}
const settingsOf = (changes: Partial<AugmentSettings>): AugmentSettings => ({
  ...{ ...trainSettings.parse(none), ...none },
  size,
  ...changes,
})
const labels = (...boxes: number[]) => ({ boxes: Float64Array.from(boxes), classes: new Int32Array(boxes.length / 4) })

/** A white rectangle on black. */
function drawn(x1: number, y1: number, x2: number, y2: number, side = size): Sample {
  const pixels = new Uint8Array(side * side * 3)
  for (let y = y1; y < y2; y++)
    for (let x = x1; x < x2; x++) pixels.fill(255, (y * side + x) * 3, (y * side + x) * 3 + 3)
  return { pixels, labels: labels(x1, y1, x2, y2) }
}

/** One picture through the graph's part, with nothing changed but what is given. */
function shown(
  pixels: Uint8Array,
  changes: Partial<AugmentSettings> & {
    placement?: Placement
    tone?: readonly number[]
    colouring?: readonly number[]
  },
) {
  const { placement = identity, tone = plainTone, colouring = plainColouring, ...rest } = changes
  const settings = settingsOf(rest)
  const batch = {
    pixels: [pixels],
    labels: [],
    placements: [placement],
    colourings: [colouring as never],
    tones: [tone as never],
    partners: [0],
    shares: [1],
    noiseSeed: [1, 2] as const,
  }
  return augmentImages(augmentInputs(batch, settings), settings).dataSync() as Float32Array
}

/** Edges of what is brighter than half, ignoring the grey that the picture left behind. */
function brightBox(pixels: ArrayLike<number>, side = size): number[] {
  const xs: number[] = []
  const ys: number[] = []
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (pixels[(y * side + x) * 3]! < 128) continue
      xs.push(x)
      ys.push(y)
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1]
}

function expectNear(seen: readonly number[], boxes: ArrayLike<number>, tolerance: number): void {
  for (const [index, edge] of seen.entries()) expect(Math.abs(edge - boxes[index]!)).toBeLessThanOrEqual(tolerance)
}

const turn = (degrees: number): Placement => {
  const angle = (degrees * Math.PI) / 180
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return chain([
    { ...identity, x0: -size / 2, y0: -size / 2 },
    { xx: c, xy: -s, x0: size / 2, yx: s, yy: c, y0: size / 2 },
  ])
}

describe('geometry', () => {
  it.each<[string, Placement]>([
    ['nothing', identity],
    ['a shift', { ...identity, x0: 7, y0: -3 }],
    ['mirrored left and right', { ...identity, xx: -1, x0: size }],
    ['mirrored top and bottom', { ...identity, yy: -1, y0: size }],
    ['enlarged', { ...identity, xx: 1.5, x0: -10, yy: 1.5, y0: -8 }],
    ['smaller and mirrored', { ...identity, xx: -0.75, x0: 60, yy: 0.75, y0: 5 }],
    ['a quarter turn', turn(90)],
    ['turned by 20 degrees', turn(20)],
    ['slanted', { ...identity, xy: 0.3, x0: -8 }],
  ])('%s: the box follows what is drawn', (_name, placement) => {
    const sample = drawn(18, 22, 40, 34)
    const { boxes } = placeBoxes(sample.labels, placement, size)
    // A tip of a turned rectangle is less than half bright over its last pixel and a half.
    expectNear(brightBox(shown(sample.pixels, { placement })), boxes, 1.5)
  })

  it('a right angle turns the box exactly', () => {
    // About (32, 32): (x, y) becomes (64 - y, x).
    const { boxes } = placeBoxes(labels(18, 22, 40, 34), turn(90), size)
    expectNear([30, 18, 42, 40], boxes, 1e-9)
  })

  it('drops boxes of which too little is left and cuts the others', () => {
    const right = { ...identity, x0: 40 }
    // (20..30) becomes 60..64, 40 % of it; (30..50) lies outside; (0..30) becomes 40..64.
    const placed = placeBoxes(labels(20, 0, 30, 10, 30, 0, 50, 10, 0, 0, 30, 10), right, size)
    expect([...placed.boxes]).toEqual([60, 0, 64, 10, 40, 0, 64, 10])
  })

  it('a crop shows a window of the picture and nothing beyond it', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { xx, xy, x0, yy, y0 } = randomPlacement(settingsOf({ crop: 0.5 }), seededRandom(seed))
      expect(xy).toBe(0)
      expect(xx).toBeCloseTo(yy, 10)
      for (const edge of [x0, y0]) {
        // The window begins at -edge / zoom and is size / zoom long.
        expect(-edge / xx).toBeGreaterThanOrEqual(-1e-9)
        expect(-edge / xx + size / xx).toBeLessThanOrEqual(size + 1e-9)
      }
    }
  })
})

describe('morphing', () => {
  it('the box follows what is drawn', () => {
    for (let seed = 0; seed < 12; seed++) {
      const morphed = morph(drawn(14, 18, 44, 40), randomMorphing(0.06, size, seededRandom(seed)), size)
      expectNear(brightBox(morphed.pixels), morphed.labels.boxes, 1)
    }
  })

  it('without strength changes nothing', () => {
    const sample = drawn(14, 18, 44, 40)
    const morphed = morph(sample, randomMorphing(0, size, seededRandom(1)), size)
    expect(Buffer.from(morphed.pixels).equals(Buffer.from(sample.pixels))).toBe(true)
    expectNear([14, 18, 44, 40], morphed.labels.boxes, 1e-9)
  })
})

describe('mosaic', () => {
  it('is used by half where every box stays whole in the narrowest window, and less the more are larger', () => {
    const square = (side: number) => ({ width: side, height: side })
    // The narrowest window takes 0.3 of the side: 19.2 of 64 pixels.
    expect(usefulMosaic([square(4), square(19)], size)).toBe(0.5)
    expect(usefulMosaic([square(4), square(19), square(20), { width: 4, height: 30 }], size)).toBe(0.25)
    expect(usefulMosaic([square(60)], size)).toBe(0)
  })

  it('shows a window of each of four pictures, with the boxes that lie in it', () => {
    let boxes = 0
    for (let seed = 0; seed < 20; seed++) {
      const four = [drawn(8, 8, 56, 56), drawn(20, 6, 30, 60), drawn(2, 2, 62, 30), drawn(30, 30, 40, 40)]
      const mosaic = mosaicOf(four, size, seededRandom(seed))
      for (const index of mosaic.labels.classes.keys()) {
        const [x1, y1, x2, y2] = mosaic.labels.boxes.subarray(index * 4, index * 4 + 4) as unknown as number[]
        boxes += 1
        // All of the box is bright, and the pixels beside it that belong to the same picture are not part of any box.
        for (let y = y1!; y < y2!; y++)
          for (let x = x1!; x < x2!; x++) expect(mosaic.pixels[(y * size + x) * 3]).toBe(255)
      }
      const bright = mosaic.pixels.filter((value, index) => index % 3 === 0 && value === 255).length
      const covered = [...mosaic.labels.classes.keys()].reduce((sum, index) => {
        const [x1, y1, x2, y2] = mosaic.labels.boxes.subarray(index * 4, index * 4 + 4) as unknown as number[]
        return sum + (x2! - x1!) * (y2! - y1!)
      }, 0)
      // Slivers that are no longer worth a box stay bright without one.
      expect(bright).toBeGreaterThanOrEqual(covered)
    }
    expect(boxes).toBeGreaterThan(40)
  })
})

describe('mixup', () => {
  it('lays another picture over each, in its share, and takes its boxes too', () => {
    const settings = settingsOf({ mixup: 1 })
    const samples = [drawn(4, 4, 20, 20), drawn(40, 40, 60, 60)]
    const batch = augmentBatch(samples, settings, seededRandom(5))
    expect(batch.partners).toEqual([1, 0])
    expect([...batch.labels[0]!.boxes]).toEqual([4, 4, 20, 20, 40, 40, 60, 60])
    const images = augmentImages(augmentInputs(batch, settings), settings).dataSync()
    const at = (x: number, y: number) => images[(y * size + x) * 3]!
    expect(at(10, 10)).toBeCloseTo(255 * batch.shares[0]!, 3)
    expect(at(50, 50)).toBeCloseTo(255 * (1 - batch.shares[0]!), 3)
    expect(at(30, 30)).toBe(0)
  })
})

describe('colour', () => {
  const grey = (red: number, green: number, blue: number) =>
    Uint8Array.from({ length: size * size * 3 }, (_, index) => [red, green, blue][index % 3]!)

  it('keeps values between 0 and 255', () => {
    const [red, green, blue] = shown(grey(250, 250, 250), { colouring: [1.5, 60, 1, 1.2, 0.5] })
    // (250 - 128) x 1.5 + 60 + 128 = 371, cut only after the gains: 255, 255, 185.5.
    expect([red, green, blue]).toEqual([255, 255, 185.5])
  })

  it('turns the hue: by a third red becomes green', () => {
    const seen = shown(grey(200, 0, 0), { hue: 0.5, tone: [1 / 3, 1, 0, 0] })
    expectNear([0, 200, 0], seen, 0.01)
  })

  it('takes saturation away down to grey', () => {
    expectNear([200, 200, 200], shown(grey(200, 100, 50), { saturation: 0.9, tone: [0, 0, 0, 0] }), 0.01)
  })

  it('blur spreads an edge over its neighbours and leaves flat parts alone', () => {
    const seen = shown(drawn(32, 0, 64, 64).pixels, { blur: 1, tone: [0, 1, 1, 0] })
    const at = (x: number) => seen[(30 * size + x) * 3]!
    // Two means over three: weights 1 2 3 2 1 of 9 across an edge between 31 and 32.
    expectNear([0, 255 / 9, (3 * 255) / 9, (6 * 255) / 9, (8 * 255) / 9, 255], [29, 30, 31, 32, 33, 34].map(at), 0.01)
  })

  it('noise has the deviation that was asked for, and another one for another seed', () => {
    const noisy = shown(grey(128, 128, 128), { noise: 0.3, tone: [0, 1, 0, 20] })
    const mean = noisy.reduce((sum, value) => sum + value, 0) / noisy.length
    const deviation = Math.sqrt(noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noisy.length)
    expect(mean).toBeCloseTo(128, -0.5)
    expect(deviation / 20).toBeCloseTo(1, 1)
  })
})

it('the same seed gives the same batch, another one another', () => {
  const settings = settingsOf({ scale: 0.3, rotate: 20, mosaic: 0.5, mixup: 0.5, elastic: 0.02, hue: 0.1, noise: 0.1 })
  const samples = [drawn(4, 4, 20, 20), drawn(40, 40, 60, 60), drawn(10, 30, 50, 44)]
  const draw = (seed: number) => augmentBatch(samples, settings, seededRandom(seed))
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1).placements).not.toEqual(draw(2).placements)
})
