/** From image to image: the picture and its boxes come together, at once when they are known, whatever was done meanwhile. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { drawBoxes } from './boxes.ts'
import { expect, type Studio, test } from './studio.ts'

const size = { width: 3200, height: 2400 }
const colors = [
  [200, 40, 40],
  [40, 160, 60],
  [50, 70, 200],
  [180, 160, 30],
] as const
const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']

/** Four plain pictures large enough to be decoded in two steps, with one, two, three and four boxes at their edges. */
async function openProject(studio: Studio): Promise<void> {
  const folder = join(studio.folder, 'pictures')
  mkdirSync(folder)
  for (const [index, name] of names.entries()) {
    const [r, g, b] = colors[index]!
    await sharp({ create: { ...size, channels: 3, background: { r, g, b } } }).toFile(join(folder, name))
  }
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'next.boxwright'))
  await expect(studio.images.tiles).toHaveCount(names.length)
  await studio.callEngine('categories.add', { name: 'car' })
  const boxes = names.flatMap((_, image) =>
    Array.from({ length: image + 1 }, (_, box) => {
      return { imageId: image + 1, categoryId: 1, corners: [0, box * 300, 200, box * 300 + 200] } as const
    }),
  )
  await drawBoxes(studio, 1001, boxes)
  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(1)
}

type Sight = { readonly name: string; readonly boxes: number; readonly color: readonly number[] }

/**
 * Presses the keys one after the other, and tells what each frame shows: the name and number of boxes beside the colour of the
 * picture. They are read when all work of the frame is done, just before it is painted: an observer of sizes is called then.
 */
function walk(window: Page, keys: string, framesPerKey: number): Promise<Sight[]> {
  return window.evaluate(
    async ([pressed, frames]) => {
      const canvas = document.querySelector<HTMLElement>('[data-testid=canvas]')!
      const layer = canvas.querySelector('canvas')!
      const seen: Sight[] = []
      let whenSeen = () => {}
      const observer = new ResizeObserver(() => {
        const [, name = '', boxes = '0'] = /^(\S+), (\d+) box/.exec(canvas.getAttribute('aria-label')!) ?? []
        const middle = layer.getContext('2d')!.getImageData(layer.width / 2, layer.height / 2, 1, 1).data
        seen.push({ name, boxes: Number(boxes), color: [...middle.slice(0, 3)] })
        whenSeen()
      })
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.position = 'fixed'
      observer.observe(probe)
      let width = 0
      const nextFrame = () =>
        new Promise<void>((resolve) => {
          whenSeen = resolve
          requestAnimationFrame(() => {
            width = 1 - width
            probe.style.width = `${width}px`
          })
        })
      await nextFrame()
      seen.length = 0
      for (const key of pressed) {
        canvas.focus()
        const code = `Key${key.toUpperCase()}`
        canvas.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
        for (let frame = 0; frame < frames; frame++) await nextFrame()
      }
      observer.disconnect()
      probe.remove()
      return seen
    },
    [keys, framesPerKey] as const,
  )
}

/** What does not belong together. While an image is on its way it has no boxes yet. */
const mixtures = (sights: readonly Sight[]) =>
  sights.filter(({ name, boxes, color }) => {
    if (name === '' || boxes === 0) return false
    const index = names.indexOf(name)
    return boxes !== index + 1 || color.some((level, channel) => Math.abs(level - colors[index]![channel]!) > 6)
  })

test('no frame shows the boxes of one image on the picture of another, however fast the keys come', async ({
  studio,
}) => {
  await openProject(studio)
  const { window } = studio
  const sights = [...(await walk(window, 'ddaaddaaddda', 3)), ...(await walk(window, 'aaddd', 15))]
  expect(mixtures(sights)).toEqual([])
  expect(new Set(sights.map(({ name }) => name)).size).toBeGreaterThanOrEqual(names.length)
  await expect(studio.annotate.canvas).toHaveAccessibleName(/d\.jpg, 4 boxes/)
})

test('a neighbour that is known is there in the first frame, and all of its pixels when they are looked at', async ({
  studio,
}) => {
  await openProject(studio)
  const { window } = studio
  let key = 'd'
  await expect
    .poll(async () => {
      const [first] = await walk(window, key, 1)
      key = key === 'd' ? 'a' : 'd'
      return first!.boxes > 0 && mixtures([first!]).length === 0
    })
    .toBe(true)

  await window.evaluate(() => {
    const draw = CanvasRenderingContext2D.prototype.drawImage
    CanvasRenderingContext2D.prototype.drawImage = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      if (args[0] instanceof ImageBitmap) Object.assign(globalThis, { drawnWidth: args[0].width })
      return (draw as (...args: unknown[]) => void).apply(this, args)
    } as typeof draw
  })
  await window.keyboard.press('Control+0')
  await expect.poll(() => window.evaluate(() => (globalThis as { drawnWidth?: number }).drawnWidth)).toBe(size.width)
})

test('what was changed in a neighbour meanwhile is seen there', async ({ studio }) => {
  await openProject(studio)
  const { annotate } = studio
  await annotate.press('d')
  await annotate.expectBoxes(2)
  await drawBoxes(studio, 2001, [{ imageId: 3, categoryId: 1, corners: [600, 600, 900, 900] }])
  await annotate.press('d')
  await expect(annotate.canvas).toHaveAccessibleName(/c\.jpg, 4 boxes/)

  await annotate.press('Control+a')
  await annotate.press('Delete')
  await annotate.press('a')
  await expect(annotate.canvas).toHaveAccessibleName(/b\.jpg, 2 boxes/)
  await annotate.press('d')
  await expect(annotate.canvas).toHaveAccessibleName(/c\.jpg, 0 boxes/)
})

test('a picture that lies on its side in the file stands upright', async ({ studio }) => {
  const folder = join(studio.folder, 'pictures')
  mkdirSync(folder)
  // The left half red, the right half blue; turned by a quarter the red half is above.
  const red = await sharp({ create: { width: 1600, height: 2400, channels: 3, background: '#c82828' } })
    .png()
    .toBuffer()
  for (const [name, orientation] of [
    ['lying.jpg', 1],
    ['standing.jpg', 6],
  ] as const) {
    await sharp({ create: { ...size, channels: 3, background: '#3246c8' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation })
      .toFile(join(folder, name))
  }
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'turned.boxwright'))
  await studio.images.openImage('lying.jpg')
  await studio.annotate.expectBoxes(0)
  const reds = () =>
    studio.window.evaluate(() => {
      const layer = document.querySelector<HTMLCanvasElement>('[data-testid=canvas] canvas')!
      const { width, height } = layer
      const isRed = (x: number, y: number) => {
        const [r, , b] = layer.getContext('2d')!.getImageData(width / 2 + x, height / 2 + y, 1, 1).data
        return r! > b!
      }
      return { left: isRed(-100, 0), right: isRed(100, 0), above: isRed(0, -100), below: isRed(0, 100) }
    })
  // In the middle column of the lying picture the two halves meet.
  await expect.poll(reds).toMatchObject({ left: true, right: false })
  await studio.annotate.press('d')
  await expect(studio.annotate.canvas).toHaveAccessibleName(/standing/)
  await expect.poll(reds).toMatchObject({ above: true, below: false })
})
