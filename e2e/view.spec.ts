import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const picture = { x: 400, y: 300 }
/** Of the first picture that makePictures draws. */
const background = [90, 110, 130]
const brighter = [135, 165, 195]

/** A project of three pictures and the class car, its first image open. */
async function openProject(studio: Studio): Promise<{ project: string; folder: string }> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.png', 'b.png', 'c.png'])
  const project = join(studio.folder, 'view.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(3)
  await studio.images.openImage('a.png')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.typeClass('car')
  return { project, folder }
}

/** The colour in the middle of the canvas, as a person sees it. */
async function colorInMiddle({ annotate }: Studio): Promise<number[]> {
  const shot = await annotate.canvas.screenshot()
  const { width, height } = await sharp(shot).metadata()
  const area = { left: Math.floor(width / 2), top: Math.floor(height / 2), width: 1, height: 1 }
  const { data } = await sharp(shot).extract(area).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data]
}

/** To a level of 256: a curve of decimals is not exact. */
async function expectColor(studio: Studio, wanted: readonly number[]): Promise<void> {
  const distance = async () =>
    Math.max(...(await colorInMiddle(studio)).map((level, i) => Math.abs(level - wanted[i]!)))
  await expect.poll(distance).toBeLessThanOrEqual(1)
}

test('the picture is adjusted on the screen only, for the next image and the next start, and a key takes it back', async ({
  studio,
}) => {
  const { project, folder } = await openProject(studio)
  const before = readFileSync(join(folder, 'a.png'))
  const { window } = studio
  const position = window.getByTestId('position')
  await expectColor(studio, background)

  await test.step('by keyboard alone', async () => {
    await studio.annotate.press('v')
    const options = window.getByRole('dialog', { name: 'View options' })
    const brightness = options.getByRole('textbox', { name: 'Brightness' })
    await brightness.focus()
    await brightness.fill('150')
    await window.keyboard.press('Enter')
    await window.keyboard.press('Escape')
    await expect(options).toBeHidden()
    await expect(studio.annotate.canvas).toBeFocused()
    await expectColor(studio, brighter)
  })

  await test.step('it is said over the picture and kept for the next image', async () => {
    await studio.annotate.press('d')
    await expect(position).toHaveText('[2 / 3]')
    await expect(window.getByRole('button', { name: 'Brightness 150 %' })).toBeVisible()
    // The second picture is (110, 110, 130).
    await expectColor(studio, [165, 165, 195])
  })

  await test.step('and for the next start', async () => {
    await studio.close()
    await studio.open(project)
    await studio.images.openImage('a.png')
    await expectColor(studio, brighter)
    await studio.annotate.press('Control+Shift+B')
    await expectColor(studio, background)
    await expect(studio.window.getByRole('button', { name: /^Brightness/ })).toBeHidden()
  })
  expect(readFileSync(join(folder, 'a.png')).equals(before)).toBe(true)
})

test('at 6400 % a box is drawn to a fraction of a pixel; zoom and place are kept for the next image when wanted', async ({
  studio,
}) => {
  const { project } = await openProject(studio)
  const { window } = studio
  const zoom = window.getByRole('button', { name: /^Zoom \d+/ })
  const canvas = (await studio.annotate.canvas.boundingBox())!
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 }
  await window.mouse.move(middle.x, middle.y)
  for (let notch = 0; notch < 40; notch++) await window.mouse.wheel(0, -120)
  await expect(zoom).toHaveAccessibleName(/^Zoom 6400 %/)

  await test.step('with the middle of the picture, where the pointer was, still under it', async () => {
    await studio.annotate.press('w')
    await window.mouse.down()
    await window.mouse.move(middle.x + 100, middle.y + 50)
    await window.mouse.move(middle.x + 160, middle.y + 96)
    await window.mouse.up()
    await expect.poll(() => boxesIn(project)).toHaveLength(1)
    const [box] = boxesIn(project)
    // 160 and 96 screen pixels at 64 to one.
    expect(box!.x1).toBeCloseTo(200, 1)
    expect(box!.y1).toBeCloseTo(150, 1)
    expect(box!.x2 - box!.x1).toBeCloseTo(2.5, 3)
    expect(box!.y2 - box!.y1).toBeCloseTo(1.5, 3)
  })

  await test.step('the next image is shown whole, or at the same place', async () => {
    await studio.annotate.press('d')
    await expect(zoom).toHaveAccessibleName(/^Zoom 1\d\d %/)
    await studio.annotate.press('a')
    await expect(zoom).toHaveAccessibleName(/^Zoom 6400 %/)
    await studio.annotate.press('k')
    await studio.annotate.press('d')
    await studio.annotate.expectBoxes(0)
    await expect(zoom).toHaveAccessibleName(/^Zoom 6400 %/)
  })

  await test.step('the overview leads elsewhere and goes when all is seen', async () => {
    const minimap = window.getByTestId('minimap')
    const place = (await minimap.boundingBox())!
    await window.mouse.click(place.x + place.width * 0.25, place.y + place.height * 0.75)
    await window.mouse.move(middle.x, middle.y)
    await window.mouse.down()
    await window.mouse.move(middle.x + 64, middle.y + 64)
    await window.mouse.move(middle.x + 128, middle.y + 128)
    await window.mouse.up()
    await expect.poll(() => boxesIn(project)).toHaveLength(2)
    // A quarter of 400 from the left, three of 300 from above; the map is drawn in whole pixels.
    expect(Math.abs(boxesIn(project)[1]!.x1 - 100)).toBeLessThan(2)
    expect(Math.abs(boxesIn(project)[1]!.y1 - 225)).toBeLessThan(2)
    await studio.annotate.press('Control+f')
    await expect(minimap).toBeHidden()
  })
})

test('object by object: accept, relabel, delete, then the whole picture is verified and the next image comes', async ({
  studio,
}) => {
  const { project } = await openProject(studio)
  await studio.annotate.typeClass('van')
  await studio.annotate.press('1')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 100, y: 90 })
  await studio.annotate.drag(picture, { x: 200, y: 30 }, { x: 260, y: 90 })
  await studio.annotate.drag(picture, { x: 200, y: 200 }, { x: 260, y: 260 })
  await expect.poll(() => boxesIn(project)).toHaveLength(3)
  await studio.annotate.press('Escape')

  const bar = studio.window.getByRole('region', { name: 'Object by object' })
  await studio.annotate.press('o')
  await studio.annotate.press('Shift+Enter')
  await expect(studio.window.getByText('This is the first image of the list.')).toBeHidden()
  await expect(bar).toContainText('2 / 3')
  await studio.annotate.press('Shift+Enter')
  await expect(bar).toContainText('1 / 3')
  await studio.annotate.press('Enter')
  await studio.annotate.press('2')
  await expect(bar).toContainText('van')
  await studio.annotate.press('Enter')
  await studio.annotate.press('Delete')
  await expect(bar).toContainText('is anything missing?')
  await studio.annotate.press('Enter')
  await expect(studio.window.getByTestId('position')).toHaveText('[2 / 3]')
  await expect(bar).toContainText('is anything missing?')
  await studio.annotate.press('Escape')
  await expect(bar).toBeHidden()
  expect(boxesIn(project).map(({ category }) => category)).toEqual(['car', 'van'])
  expect(valueIn(project, "SELECT review FROM image WHERE path = 'a.png'")).toBe('verified')
})

test('space held moves the picture under a box that is being drawn, and does not verify', async ({ studio }) => {
  const { project } = await openProject(studio)
  const { window } = studio
  const { mouse, keyboard } = window
  const canvas = (await studio.annotate.canvas.boundingBox())!
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 }
  await studio.annotate.press('Control+0')
  await studio.annotate.press('w')
  await mouse.move(middle.x, middle.y)
  await mouse.down()
  await mouse.move(middle.x + 40, middle.y + 30)
  await keyboard.down('Space')
  await mouse.move(middle.x - 60, middle.y - 50)
  await keyboard.up('Space')
  await mouse.move(middle.x - 30, middle.y - 20)
  await mouse.up()
  await expect.poll(() => boxesIn(project)).toHaveLength(1)
  const [box] = boxesIn(project)
  // At 100 %: from the middle 40 by 30, and after the picture was moved 30 by 30 more.
  expect([box!.x1, box!.y1, box!.x2, box!.y2].map(Math.round)).toEqual([200, 150, 270, 210])
  expect(valueIn(project, 'SELECT count(*) FROM image WHERE review IS NOT NULL')).toBe(0)
})

test('panels are resized by mouse and keys, hidden and brought back, and stay so', async ({ studio }) => {
  const { project } = await openProject(studio)
  const left = () => studio.window.getByRole('navigation', { name: 'Images' })
  const widthOf = async () => Math.round((await left().boundingBox())!.width)
  const border = () => studio.window.getByRole('separator', { name: 'Width of the images' })
  expect(await widthOf()).toBe(260)

  await test.step('by mouse, down to the least', async () => {
    const place = (await border().boundingBox())!
    const at = { x: place.x + place.width / 2, y: place.y + 300 }
    await studio.window.mouse.move(at.x, at.y)
    await studio.window.mouse.down()
    await studio.window.mouse.move(at.x + 60, at.y)
    await expect.poll(widthOf).toBe(320)
    await studio.window.mouse.move(10, at.y)
    await studio.window.mouse.up()
    await expect.poll(widthOf).toBe(160)
  })

  await test.step('by keys: the arrows move the border and no box', async () => {
    await border().focus()
    await studio.window.keyboard.press('ArrowRight')
    await studio.window.keyboard.press('Shift+ArrowRight')
    await expect.poll(widthOf).toBe(160 + 8 + 64)
    await expect(border()).toHaveAttribute('aria-valuenow', '232')
  })

  await test.step('hidden, and back when it is needed to type', async () => {
    await studio.annotate.press('Control+Shift+I')
    await expect(left()).toBeHidden()
    await studio.annotate.press('Control+Shift+L')
    await expect(studio.annotate.classField).toBeHidden()
    await studio.annotate.press('Control+e')
    await expect(studio.annotate.classField).toBeFocused()
  })

  await test.step('kept for the next start', async () => {
    await studio.close()
    await studio.open(project)
    // A project opens where it was left: here, with the panel hidden.
    await studio.annotate.canvas.waitFor()
    await expect(left()).toBeHidden()
    await studio.annotate.press('Control+Shift+I')
    await expect.poll(widthOf).toBe(232)
  })
})
