/** The shipped detector against figures that scripts/reference/everyday.py worked out in numpy, from the weights alone. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { detect } from '../../../main/engine/detector/detect.ts'
import { everydaySide, loadEveryday } from '../../../main/engine/detector/everyday.ts'
import { pictureSource } from '../../../main/engine/detector/pictures.ts'
import { cellsOfMaps, priorsOf } from '../../../main/engine/detector/priors.ts'
import { everydayClasses } from '../../../shared/everydayClasses.ts'
import type { ImageDetections } from '../../../shared/workerMessages.ts'

type Expected = {
  readonly detections: readonly { readonly class: string; readonly score: number; readonly box: readonly number[] }[]
  readonly features: readonly number[]
}
const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const expected: Record<string, Expected> = JSON.parse(readFileSync(at('fixtures/everyday/expected.json'), 'utf8'))
const photos = Object.keys(expected)
const found = new Map<number, ImageDetections>()

beforeAll(async () => {
  const { runner, dispose } = await loadEveryday(at('../resources/weights'))
  const images = photos.map((name, id) => ({ id, path: at(`fixtures/everyday/${name}.png`), width: 300, height: 300 }))
  const onUnreadable = (_: unknown, reason: string) => {
    throw new Error(reason)
  }
  const pictures = pictureSource({
    side: everydaySide,
    fit: 'stretch',
    memoryBytes: 0,
    cacheFolder: null,
    onUnreadable,
  })
  await detect(runner, images, pictures, {
    confidence: 0.1,
    isCancelled: () => false,
    onImages: (detections) => {
      for (const entry of detections) found.set(entry.imageId, entry)
    },
  })
  dispose()
})

describe.each(photos.map((name, id) => ({ name, id })))('in the photograph $name it finds', ({ name, id }) => {
  it('the classes and probabilities that numpy finds', () => {
    const { classes, scores } = found.get(id)!
    expect([...classes].map((index) => everydayClasses[index])).toEqual(expected[name]!.detections.map((d) => d.class))
    for (const [index, detection] of expected[name]!.detections.entries())
      expect(scores[index]).toBeCloseTo(detection.score, 4)
  })

  it('the boxes that numpy finds, within a hundredth of a pixel', () => {
    const { boxes } = found.get(id)!
    for (const [index, detection] of expected[name]!.detections.entries())
      for (const [side, value] of detection.box.entries())
        expect(Math.abs(boxes[index * 4 + side]! - value * everydaySide)).toBeLessThan(0.01)
  })

  it('the features of the whole picture', () => {
    for (const [index, value] of expected[name]!.features.entries())
      expect(found.get(id)!.features![index]).toBeCloseTo(value, 3)
  })
})

it('the likeliest thing in each photograph is what it shows', () => {
  const best = photos.map((_, id) => everydayClasses[found.get(id)!.classes[0]!])
  expect(Object.fromEntries(photos.map((name, id) => [name, best[id]]))).toEqual({
    chelsea: 'Cat',
    coffee: 'Coffee cup',
    astronaut: 'Person',
  })
})

describe('priors', () => {
  it('lie on maps of 19, 10, 5, 3, 2 and 1 cells a side, three shapes on the finest and six on the others', () => {
    expect(cellsOfMaps(300)).toEqual([19, 10, 5, 3, 2, 1])
    // 361 * 3 + (100 + 25 + 9 + 4 + 1) * 6
    expect(priorsOf(300).count).toBe(1917)
  })

  it('of the single coarsest cell are centred; its square has 0.95 of the side, the last one the way to all of it', () => {
    const { centreX, centreY, width, height, count } = priorsOf(300)
    const square = count - 6
    expect([centreX[square], centreY[square]]).toEqual([150, 150])
    expect(width[square]).toBeCloseTo(0.95 * 300, 3)
    expect(width[count - 1]).toBeCloseTo(Math.sqrt(0.95) * 300, 3)
    // Twice as wide as high, with the square's area.
    expect(width[square + 1]! / height[square + 1]!).toBeCloseTo(2, 4)
    expect(width[square + 1]! * height[square + 1]!).toBeCloseTo((0.95 * 300) ** 2, 0)
  })
})
