/** Fine work on boxes, in the real window; what counts is what the project file then holds. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const picture = { x: 400, y: 300 }

/** Pictures a.jpg to d.jpg of 400 x 300 pixels, the classes car and van, and a box of a car on a.jpg. */
async function withOneBox(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
  const project = join(studio.folder, 'draw.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('car')
  await studio.annotate.typeClass('van')
  await studio.annotate.press('1')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 40 }, { x: 140, y: 120 })
  await studio.annotate.press('Escape')
  await expect.poll(() => boxesIn(project).length).toBe(1)
  return project
}

type Row = Readonly<Record<string, unknown>>
function rowsIn(project: string, columns: string): Row[] {
  const db = new Database(project, { readonly: true })
  try {
    const sql = `SELECT image.path AS image, ${columns} FROM annotation JOIN image ON image.id = image_id ORDER BY annotation.id`
    return db.prepare(sql).all() as Row[]
  } finally {
    db.close()
  }
}

const imagesOf = (project: string) => boxesIn(project).map(({ image }) => image)

test('copying and moving with the right button, and Escape before anything is said', async ({ studio }) => {
  const project = await withOneBox(studio)
  const [before] = boxesIn(project)
  await studio.annotate.carry(picture, { x: 90, y: 80 }, { x: 250, y: 180 })
  await studio.window.keyboard.press('Escape')
  await studio.annotate.carry(picture, { x: 90, y: 80 }, { x: 190, y: 180 })
  await studio.annotate.choose('Copy here')
  await expect.poll(() => boxesIn(project).length).toBe(2)
  const [original, copy] = boxesIn(project)
  expect(original).toEqual(before)
  expect(copy!.x1 - original!.x1).toBeCloseTo(100, 0)
  expect(copy!.y1 - original!.y1).toBeCloseTo(100, 0)
  await studio.annotate.carry(picture, { x: 90, y: 80 }, { x: 110, y: 80 })
  await studio.annotate.choose('Move here')
  await expect.poll(() => boxesIn(project)[0]!.x1 - before!.x1).toBeGreaterThan(18)
  expect(boxesIn(project)).toHaveLength(2)
})

test('details, notes, locks and the order of a box are in the project file; a locked box is left alone', async ({
  studio,
}) => {
  const project = await withOneBox(studio)
  await studio.annotate.clickAt(picture, { x: 90, y: 80 })
  for (const key of ['Shift+D', 'Shift+O', 'Shift+O', 'Shift+T', 'Control+Shift+M']) await studio.annotate.press(key)
  await studio.window.keyboard.type('behind a tree')
  await studio.window.keyboard.press('Enter')
  await studio.annotate.press('l')
  const facts = 'difficult, occluded, truncated, annotation.note, is_locked AS locked'
  const described = { image: 'a.jpg', difficult: 1, occluded: 2, truncated: 0.25, note: 'behind a tree', locked: 1 }
  await expect.poll(() => rowsIn(project, facts)).toEqual([described])

  await studio.annotate.press('Delete')
  await studio.annotate.press('2')
  await expect(studio.window.getByText('1 locked box was left as it is')).toBeVisible()
  expect(boxesIn(project).map(({ category }) => category)).toEqual(['car'])

  await studio.annotate.openMenu(picture, { x: 90, y: 80 })
  await studio.window.getByRole('menuitemcheckbox', { name: 'Locked' }).click()
  await studio.annotate.openMenu(picture, { x: 90, y: 80 })
  await studio.annotate.choose('Class', 'van')
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['van'])
})

test('the wheel with Alt moves one edge; its notches are one step back', async ({ studio }) => {
  const project = await withOneBox(studio)
  const [before] = boxesIn(project)
  await studio.annotate.turnWheel(picture, { x: 140, y: 80 }, -3)
  await expect.poll(() => boxesIn(project)[0]!.x2).toBeCloseTo(before!.x2 + 3, 6)
  expect(boxesIn(project)[0]).toEqual({ ...before, x2: boxesIn(project)[0]!.x2 })
  await studio.annotate.press('Control+z')
  await expect.poll(() => boxesIn(project)).toEqual([before])
})

test('the boxes of the previous image come by one key, are marked until touched, and go by one undo', async ({
  studio,
}) => {
  const project = await withOneBox(studio)
  const copied = () => rowsIn(project, 'is_copied AS copied')
  await studio.annotate.press('d')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.press('r')
  await expect.poll(copied).toEqual([
    { image: 'a.jpg', copied: 0 },
    { image: 'b.jpg', copied: 1 },
  ])
  await studio.annotate.press('Control+z')
  await expect.poll(() => imagesOf(project)).toEqual(['a.jpg'])
  await studio.annotate.press('Control+y')
  await expect.poll(() => imagesOf(project)).toEqual(['a.jpg', 'b.jpg'])
  // Going through the images copies nothing.
  await studio.annotate.press('d')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.press('a')
  await studio.annotate.expectBoxes(1)
  await studio.annotate.clickAt(picture, { x: 90, y: 80 })
  await studio.annotate.press('ArrowRight')
  await expect.poll(copied).toEqual([
    { image: 'a.jpg', copied: 0 },
    { image: 'b.jpg', copied: 0 },
  ])
  const [original, copy] = boxesIn(project)
  expect(copy!.x1).toBeCloseTo(original!.x1 + 1, 9)
})

test('boxes are cut, copied and pasted across images', async ({ studio }) => {
  const project = await withOneBox(studio)
  const [before] = boxesIn(project)
  await studio.annotate.clickAt(picture, { x: 90, y: 80 })
  await studio.annotate.press('Control+x')
  await expect.poll(() => boxesIn(project)).toEqual([])
  await studio.annotate.press('d')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.press('Control+v')
  await expect.poll(() => boxesIn(project)).toEqual([{ ...before, image: 'b.jpg' }])
})

test('boxes are copied to the next images after a look at them; one undo where they came from takes all back', async ({
  studio,
}) => {
  const project = await withOneBox(studio)
  await studio.annotate.press('Control+b')
  const dialog = studio.window.getByRole('dialog', { name: 'Copy boxes to other images' })
  await dialog.getByLabel(/How many images/).fill('2')
  await expect(dialog.getByRole('list', { name: 'Preview' }).getByRole('listitem')).toHaveText([/b\.jpg/, /c\.jpg/])
  expect(imagesOf(project)).toEqual(['a.jpg'])
  await dialog.getByRole('button', { name: 'Copy 2 boxes' }).click()
  await expect.poll(() => imagesOf(project)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])

  await studio.annotate.press('Control+b')
  await dialog.getByLabel(/How many images/).fill('3')
  await expect(dialog.getByRole('status')).toContainText('1 box will be copied')
  await expect(dialog.getByRole('status')).toContainText('2 are left out, being there already')
  await studio.window.keyboard.press('Escape')

  await studio.annotate.press('Control+z')
  await expect.poll(() => imagesOf(project)).toEqual(['a.jpg'])
})

test('to look at an image changes nothing in it', async ({ studio }) => {
  const project = await withOneBox(studio)
  const all = () => rowsIn(project, 'annotation.*')
  const edits = () => valueIn(project, 'SELECT count(*) FROM edit')
  const before = { rows: all(), edits: edits() }
  for (const [key, count] of [
    ['d', 0],
    ['a', 1],
    ['d', 0],
    ['a', 1],
  ] as const) {
    await studio.annotate.press(key)
    await studio.annotate.expectBoxes(count)
  }
  await studio.annotate.clickAt(picture, { x: 90, y: 80 })
  await studio.annotate.press('Escape')
  await studio.close()
  await studio.open(project)
  expect({ rows: all(), edits: edits() }).toEqual(before)
})

test('a small box on a large one is chosen first, Tab goes to the large one, a hidden one is in nobody’s way', async ({
  studio,
}) => {
  const project = await withOneBox(studio)
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 90, y: 80 }, { x: 96, y: 85 })
  await studio.annotate.press('Escape')
  await expect.poll(() => boxesIn(project).length).toBe(2)
  await studio.annotate.press('Escape')
  await studio.annotate.clickAt(picture, { x: 93, y: 82 })
  await studio.annotate.press('2')
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['car', 'van'])
  await studio.annotate.press('Tab')
  await studio.annotate.press('2')
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['van', 'van'])
  await studio.annotate.clickAt(picture, { x: 93, y: 82 })
  await studio.annotate.press('Shift+H')
  await expect(studio.window.getByText('1 box is hidden')).toBeVisible()
  await studio.annotate.clickAt(picture, { x: 93, y: 82 })
  await studio.annotate.press('1')
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['car', 'van'])
})

test('who is used to it is asked for the class after each box; Enter leaves it, drawing goes on', async ({
  studio,
}) => {
  const project = await withOneBox(studio)
  const classes = () => boxesIn(project).map(({ category }) => category)
  await studio.window.getByRole('button', { name: 'Ask for the class after each box' }).click()
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 200, y: 40 }, { x: 260, y: 90 })
  const field = studio.window.getByRole('combobox', { name: 'Class of this box' })
  await field.fill('va')
  await field.press('Enter')
  await expect.poll(classes).toEqual(['car', 'van'])
  await expect(studio.annotate.canvas).toBeFocused()

  await studio.annotate.drag(picture, { x: 200, y: 120 }, { x: 260, y: 170 })
  await field.fill('tram')
  await field.press('Enter')
  await expect.poll(classes).toEqual(['car', 'van', 'tram'])

  await studio.annotate.drag(picture, { x: 200, y: 200 }, { x: 260, y: 250 })
  await field.press('Escape')
  await expect.poll(classes).toEqual(['car', 'van', 'tram', 'tram'])
  await studio.annotate.drag(picture, { x: 300, y: 200 }, { x: 360, y: 250 })
  await field.press('1')
  await expect.poll(classes).toEqual(['car', 'van', 'tram', 'tram', 'car'])
})

test('all boxes are out of the way while a key is held; those hidden for longer stay hidden', async ({ studio }) => {
  const project = await withOneBox(studio)
  const { window } = studio
  const hidden = window.getByText('1 box is hidden')
  const before = boxesIn(project)
  await studio.annotate.canvas.focus()
  await window.keyboard.down('h')
  await expect(hidden).toBeVisible()
  await window.keyboard.up('h')
  await expect(hidden).toBeHidden()
  await studio.annotate.press('Control+h')
  await expect(hidden).toBeVisible()
  await studio.annotate.press('h')
  await expect(hidden).toBeVisible()
  await studio.annotate.press('Control+h')
  await expect(hidden).toBeHidden()
  expect(boxesIn(project)).toEqual(before)
})
