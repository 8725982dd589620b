/** Panning moves what is drawn: what is seen then is what drawing all of it anew shows. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { seededRandom } from '../shared/random.ts'
import { expect, type Studio, test } from './studio.ts'

const size = { width: 1600, height: 1200 }
/** More than have names, fewer than lose their halos. */
const boxCount = 600

/** A picture of which no two places are alike, with boxes of all kinds of lines: dashed, hatched, one above the other. */
async function openProject(studio: Studio, ...options: readonly string[]): Promise<void> {
  const folder = join(studio.folder, 'pictures')
  mkdirSync(folder)
  const random = seededRandom(4)
  const noise = Buffer.from(Array.from({ length: 160 * 120 * 3 }, () => random.below(256)))
  await sharp(noise, { raw: { width: 160, height: 120, channels: 3 } })
    .resize(size.width, size.height)
    .toFile(join(folder, 'a.png'))
  await studio.open(...options)
  await countMoves(studio)
  await studio.start.openFolder(folder, join(studio.folder, 'pan.boxwright'))
  await expect(studio.images.tiles).toHaveCount(1)
  for (const name of ['car', 'van', 'person']) await studio.callEngine('categories.add', { name })
  const changes = Array.from({ length: boxCount }, (_, index) => {
    const [w, h] = [random.between(20, 200), random.between(20, 200)]
    const [x1, y1] = [random.between(0, size.width - w), random.between(0, size.height - h)]
    const look = {
      ...{ difficult: false, truncated: null, occluded: index % 5 === 0 ? 2 : null, ignore: index % 25 === 1 },
      ...{ origin: 'human', score: null, extras: null, note: '', z: index % 7 === 0 ? 1 : 0, locked: false },
      ...{ dismissedChecks: [], copied: index % 9 === 0, updatedAt: 1 },
    }
    const after = { id: 1001 + index, imageId: 1, categoryId: 1 + (index % 3), x1, y1, x2: x1 + w, y2: y1 + h, ...look }
    return { before: null, after }
  })
  await studio.callEngine('annotations.apply', { imageId: 1, kind: 'draw', changes })
  await studio.images.openImage('a.png')
  await studio.annotate.expectBoxes(boxCount)
}

/** The middle button drags the picture along these steps, each in a frame of its own. */
async function pan({ window, annotate }: Studio, steps: readonly (readonly [dx: number, dy: number])[]): Promise<void> {
  const { x, y, width, height } = (await annotate.canvas.boundingBox())!
  const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
  await window.mouse.move(at.x, at.y)
  await window.mouse.down({ button: 'middle' })
  for (const [dx, dy] of steps) {
    at.x += dx
    at.y += dy
    await window.mouse.move(at.x, at.y)
    await settle(window)
  }
  await window.mouse.up({ button: 'middle' })
  await settle(window)
}

const settle = (window: Studio['window']) =>
  window.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )

/**
 * How far the pixels of picture and boxes lie from those of the call before, of 256, for each canvas that is seen: boxes have one of
 * their own while the picture is adjusted.
 */
const changeOfPixels = ({ annotate }: Studio) =>
  annotate.canvas.evaluate((element) => {
    const kept = globalThis as unknown as { pixels?: Uint8ClampedArray[] }
    const seen = [...element.querySelectorAll('canvas')]
      .slice(0, 2)
      .filter(({ style }) => style.visibility !== 'hidden')
    const before = kept.pixels
    kept.pixels = seen.map((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      // As they are seen: the colour of what is almost clear is almost nothing.
      return data.map((level, place) => (place % 4 === 3 ? level : (level * data[place - (place % 4) + 3]!) / 255))
    })
    return kept.pixels.map((pixels, index) =>
      pixels.reduce((most, level, place) => Math.max(most, Math.abs(level - (before?.[index]?.[place] ?? 0))), 0),
    )
  })

/** Boxes hidden and shown again are drawn anew in the same place. */
async function drawAnew({ annotate, window }: Studio): Promise<void> {
  for (let press = 0; press < 2; press++) {
    await annotate.press('Control+h')
    await settle(window)
  }
}

/** How often a canvas was moved instead of drawn, from now on; to be asked for before there is any. */
const countMoves = ({ window }: Studio) =>
  window.evaluate(() => {
    const prototype = CanvasRenderingContext2D.prototype
    const draw = prototype.drawImage as (...args: unknown[]) => void
    const counter = globalThis as unknown as { moves: number }
    counter.moves = 0
    Object.assign(prototype, {
      drawImage(this: CanvasRenderingContext2D, ...args: unknown[]) {
        if (args[0] === this.canvas) counter.moves++
        draw.apply(this, args)
      },
    })
  })
const movesOf = ({ window }: Studio) => window.evaluate(() => (globalThis as unknown as { moves: number }).moves)

const steps = [
  [17, 9],
  [-40, 23],
  [-130, -77],
  [3, 0],
  [0, -5],
  [60, 81],
] as const

/** Of 256 levels. Sums of fractions round the soft edge of a line the other way now and then; a line in a wrong place is a hundred apart. */
const mostApart = 12

async function expectSameAsAnew(studio: Studio, canvases: number): Promise<void> {
  await changeOfPixels(studio)
  const before = await movesOf(studio)
  await pan(studio, steps)
  expect((await movesOf(studio)) - before).toBe(steps.length)
  const byPanning = await changeOfPixels(studio)
  expect(byPanning).toHaveLength(canvases)
  expect(Math.min(...byPanning)).toBeGreaterThan(100)
  await drawAnew(studio)
  expect(Math.max(...(await changeOfPixels(studio)))).toBeLessThanOrEqual(mostApart)
}

test('a picture with many boxes is moved with the hand, and looks to the pixel as if it were drawn there', async ({
  studio,
}) => {
  await openProject(studio)

  await test.step('shown whole', () => expectSameAsAnew(studio, 1))

  await test.step('closer, with a grid', async () => {
    await studio.annotate.press('g')
    await studio.window.mouse.wheel(0, -60)
    await settle(studio.window)
    await expectSameAsAnew(studio, 1)
  })

  await test.step('adjusted for viewing: the boxes then have a canvas of their own, which is drawn anew', async () => {
    await studio.annotate.press('b')
    await expect(studio.window.getByRole('button', { name: /^Brightness/ })).toBeVisible()
    await expectSameAsAnew(studio, 2)
  })

  await test.step('with few boxes in sight their names are drawn anew: they stand elsewhere at the border', async () => {
    await studio.annotate.press('Shift+b')
    for (let notch = 0; notch < 10; notch++) await studio.window.mouse.wheel(0, -200)
    await settle(studio.window)
    const before = await movesOf(studio)
    await pan(studio, steps)
    expect(await movesOf(studio)).toBe(before)
  })
})

test('a finer screen has all its pixels drawn, also when the window comes to it later', async ({ studio }) => {
  await openProject(studio, '--force-device-scale-factor=2')
  const session = await studio.window.context().newCDPSession(studio.window)
  const showOn = async (screen: { width: number; height: number; deviceScaleFactor: number }, ratio: number) => {
    await session.send('Emulation.setDeviceMetricsOverride', { ...screen, mobile: false })
    await settle(studio.window)
    const ratioOf = (canvas: Element) => canvas.querySelector('canvas')!.width / canvas.clientWidth
    await expect.poll(() => studio.annotate.canvas.evaluate(ratioOf)).toBeCloseTo(ratio, 2)
    await settle(studio.window)
  }
  // Playwright shows every window on a screen of its own making; zeros give the true one back.
  await showOn({ width: 0, height: 0, deviceScaleFactor: 0 }, 2)
  await studio.annotate.press('Control+f')
  await expectSameAsAnew(studio, 1)
  await showOn({ width: 1280, height: 800, deviceScaleFactor: 1 }, 1)
  await expectSameAsAnew(studio, 1)
})
