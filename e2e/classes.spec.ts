import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawBoxes } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** Three pictures; classes car (3 boxes), van (2) and bus (none), made in this order. */
async function labelled(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'classes.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  for (const name of ['car', 'van', 'bus']) await studio.callEngine('categories.add', { name })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [10, 10, 50, 40] },
    { imageId: 1, categoryId: 2, corners: [60, 10, 160, 60] },
    { imageId: 2, categoryId: 1, corners: [10, 10, 210, 110] },
    { imageId: 3, categoryId: 1, corners: [10, 10, 42, 42] },
    { imageId: 3, categoryId: 2, corners: [100, 100, 140, 180] },
  ])
  await studio.room.show('Classes')
  return project
}

const classesOf = (project: string) => boxesIn(project).map(({ category }) => category)
const order = (project: string) =>
  valueIn(project, "SELECT group_concat(name, ' ') FROM (SELECT name FROM category ORDER BY position)")

test('pain A1: to reorder and rename classes never changes what a box is', async ({ studio }) => {
  const project = await labelled(studio)
  const { room, window } = studio
  const ids = () =>
    valueIn(project, "SELECT group_concat(category_id, ' ') FROM (SELECT category_id FROM annotation ORDER BY id)")
  await expect.poll(() => room.classNames()).toEqual(['car', 'van', 'bus'])

  await test.step('by the keyboard', async () => {
    await room.button(/^bus has place 3/).focus()
    await window.keyboard.press('ArrowUp')
    await window.keyboard.press('ArrowUp')
    await expect.poll(() => order(project)).toBe('bus car van')
    await expect.poll(() => room.classNames()).toEqual(['bus', 'car', 'van'])
  })
  await test.step('by dragging', async () => {
    await room.button(/^bus has place 1/).dragTo(room.button(/^van has place 3/))
    await expect.poll(() => order(project)).toBe('car van bus')
  })
  await test.step('by name', async () => {
    await room.button('Order by name').click()
    await expect.poll(() => order(project)).toBe('bus car van')
  })
  await test.step('a new name', async () => {
    await room.renameClass('car', 'automobile')
    await expect.poll(() => classesOf(project)).toEqual(['automobile', 'van', 'automobile', 'automobile', 'van'])
  })
  expect(ids()).toBe('1 2 1 1 2')

  await test.step('undo, step by step', async () => {
    for (const names of ['bus car van', 'car van bus', 'bus car van']) {
      await window.keyboard.press('Control+z')
      await expect.poll(() => order(project)).toBe(names)
    }
    expect(ids()).toBe('1 2 1 1 2')
  })
})

test('pain A2: a new project has no classes', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const project = join(studio.folder, 'new.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.room.show('Classes')
  await expect(studio.window.getByText('No classes yet.')).toBeVisible()
  expect(valueIn(project, 'SELECT count(*) FROM category')).toBe(0)
})

test('a name that is taken leads to a merge, which says what it does and is undone in one step', async ({ studio }) => {
  const project = await labelled(studio)
  const { room, window } = studio
  await room.renameClass('van', 'car')
  await expect(window.getByRole('dialog')).toContainText('2 boxes of “van” become boxes of “car”')
  await room.dialogButton('Merge').click()
  await expect.poll(() => classesOf(project)).toEqual(['car', 'car', 'car', 'car', 'car'])
  await expect(window.getByText('2 boxes of “van” now belong to “car”')).toBeVisible()
  await window.keyboard.press('Control+z')
  await expect.poll(() => classesOf(project)).toEqual(['car', 'van', 'car', 'car', 'van'])
})

test('a class with boxes is deleted only with a word about them; one without goes at once', async ({ studio }) => {
  const project = await labelled(studio)
  const { room, window } = studio
  await room.button('Delete bus').click()
  await expect.poll(() => order(project)).toBe('car van')
  expect(classesOf(project)).toHaveLength(5)

  await room.button('Delete car').click()
  await expect(window.getByRole('dialog')).toContainText('The class “car” has 3 boxes')
  await window.getByRole('radio', { name: 'Delete all 3 boxes, too' }).check()
  await room.dialogButton('Delete the class').click()
  await expect.poll(() => classesOf(project)).toEqual(['van', 'van'])
  await window.keyboard.press('Control+z')
  await expect.poll(() => classesOf(project)).toHaveLength(5)

  await room.button('Delete car').click()
  await room.dialogButton('Delete the class').click()
  await expect.poll(() => classesOf(project)).toEqual(['van', 'van', 'van', 'van', 'van'])
})

test('colours and keys are changed in place; a key belongs to one class', async ({ studio }) => {
  const project = await labelled(studio)
  const { room, window } = studio
  const keys = () =>
    valueIn(project, "SELECT group_concat(coalesce(hotkey, '-'), '') FROM (SELECT hotkey FROM category ORDER BY id)")
  const color = () => valueIn(project, "SELECT color FROM category WHERE name = 'car'")
  const before = color()
  await room.button(/^Colour of car/).click()
  await window
    .getByRole('button', { name: /^#[0-9a-f]{6}$/ })
    .first()
    .click()
  await expect.poll(color).not.toBe(before)
  await window.getByLabel('Key of bus').selectOption('1')
  await expect.poll(keys).toBe('-21')
})

test('figures follow the filter, set it, and are saved as CSV', async ({ studio }) => {
  await labelled(studio)
  const { room, window } = studio
  await window.getByTitle('Filter by van').click()
  await expect(window.getByText('2 boxes', { exact: true })).toBeVisible()
  await window.getByTitle('Filter by van').click()
  // Longer sides: 40, 100, 200, 32, 80.
  await window.getByRole('button', { name: '64 to below 128: 2' }).click()
  await expect(window.getByText('2 boxes', { exact: true })).toBeVisible()
  await room.button('Clear the filter').click()
  await expect(window.getByText('5 boxes', { exact: true })).toBeVisible()

  const csv = join(studio.folder, 'figures.csv')
  await studio.answerDialogs(csv)
  await room.button('Save as CSV').click()
  await expect(window.getByText(`Figures written to ${csv}`)).toBeVisible()
  const lines = readFileSync(csv, 'utf8').split('\r\n')
  expect(lines.slice(1)).toEqual([
    '0,1,car,3,3,0,0,0,0,0,2,0,1',
    '1,2,van,2,2,0,0,0,0,0,0,2,0',
    '2,3,bus,0,0,0,0,0,0,0,0,0,0',
    '',
  ])
})
