/** Boxes of the stored picture against the picture itself, turned by the image library. */
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { LabelledImage } from '../../../main/engine/formats/format.ts'
import { turned, turnUpright } from '../../../main/engine/formats/turnUpright.ts'

const stored = { width: 60, height: 40 }
const box = { x1: 5, y1: 8, x2: 25, y2: 20 }

/** Where a white rectangle of a black picture is after the library has turned it upright. */
async function whereItGoes(orientation: number) {
  const patch = { create: { width: 20, height: 12, channels: 3, background: '#fff' } } as const
  const picture = await sharp({ create: { ...stored, channels: 3, background: '#000' } })
    .composite([{ input: await sharp(patch).png().toBuffer(), left: box.x1, top: box.y1 }])
    .withMetadata({ orientation })
    .png()
    .toBuffer()
  const { data, info } = await sharp(picture).autoOrient().greyscale().raw().toBuffer({ resolveWithObject: true })
  const white = [...data.keys()]
    .filter((at) => data[at]! > 128)
    .map((at) => [at % info.width, Math.floor(at / info.width)])
  const [xs, ys] = [white.map(([x]) => x!), white.map(([, y]) => y!)]
  return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs) + 1, y2: Math.max(...ys) + 1 }
}

function labelled(size: LabelledImage['size'], units: LabelledImage['units'] = 'pixels'): LabelledImage {
  const plain = {
    difficult: false,
    truncated: null,
    occluded: null,
    ignore: false,
    score: null,
    note: '',
    extras: null,
  }
  const scale = units === 'pixels' ? { width: 1, height: 1 } : stored
  const corners = {
    x1: box.x1 / scale.width,
    y1: box.y1 / scale.height,
    x2: box.x2 / scale.width,
    y2: box.y2 / scale.height,
  }
  return {
    references: ['a.jpg'],
    sourceFile: 'a.xml',
    ...{ size, units },
    boxes: [{ ...corners, className: 'cat', line: null, ...plain }],
    ...{ isVerified: false, split: null, extras: null },
  }
}

describe('labels drawn on the picture as stored', () => {
  it.each([5, 6, 7, 8])('are turned as the picture is, for orientation %i', async (orientation) => {
    expect(turned(box, stored, orientation)).toEqual(await whereItGoes(orientation))
    const upright = turnUpright(labelled(stored), { size: { width: 40, height: 60 }, orientation })
    expect(upright).toMatchObject({ size: { width: 40, height: 60 }, boxes: [await whereItGoes(orientation)] })
  })

  it('are turned too when they are shares of the sides', async () => {
    const upright = turnUpright(labelled(stored, 'fractions'), { size: { width: 40, height: 60 }, orientation: 6 })
    const { x1, y1, x2, y2 } = await whereItGoes(6)
    const [turnedBox] = upright.boxes
    for (const [share, pixels, side] of [
      [turnedBox!.x1, x1, 40],
      [turnedBox!.y1, y1, 60],
      [turnedBox!.x2, x2, 40],
      [turnedBox!.y2, y2, 60],
    ] as const) {
      expect(share * side).toBeCloseTo(pixels, 9)
    }
  })
})

it.each([
  ['the size is that of the upright picture', { width: 40, height: 60 }, 6],
  ['the size is not known', null, 6],
  ['the picture is stored upright', stored, 1],
  ['the picture stands on its head, which keeps its sides', stored, 3],
])('labels stay as they are when %s', (_reason, size, orientation) => {
  const given = labelled(size)
  const uprightSize = orientation >= 5 ? { width: 40, height: 60 } : stored
  expect(turnUpright(given, { size: uprightSize, orientation })).toBe(given)
})
