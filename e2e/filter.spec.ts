import { join } from 'node:path'
import { drawBoxes } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** Four pictures: a has a car, b a traffic light, c is verified as empty, d is not looked at. */
async function labelled(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
  const project = join(studio.folder, 'filter.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  for (const name of ['car', 'traffic light']) await studio.callEngine('categories.add', { name })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [10, 10, 110, 110] },
    { imageId: 2, categoryId: 2, corners: [10, 10, 30, 60] },
  ])
  await studio.callEngine('images.setReview', { ids: [3], review: 'verified' })
  await expect(studio.window.getByRole('tab', { name: 'Images' })).toBeVisible()
  return project
}

const names = ({ images }: Studio) => images.names()

test('a filter is typed with completion, changed by its chips, and says which word is wrong', async ({ studio }) => {
  await labelled(studio)
  const { window, room } = studio
  await window.keyboard.press('/')
  await expect(room.filter).toBeFocused()

  await test.step('names of classes are completed', async () => {
    await window.keyboard.type('lig')
    await expect(window.getByRole('option', { name: 'class:"traffic light" class' })).toBeVisible()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    await expect.poll(() => names(studio)).toEqual(['b.jpg'])
  })
  await test.step('a chip goes back into the text by Backspace, and goes by Delete', async () => {
    await window.keyboard.press('Backspace')
    await expect(room.filter).toHaveValue('class:"traffic light"')
    await window.keyboard.press('Enter')
    await window.keyboard.press('ArrowLeft')
    await window.keyboard.press('Delete')
    await expect.poll(() => names(studio)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
  })
  await test.step('words of several fields must all hold, and a minus turns one round', async () => {
    await window.keyboard.type('count<1 -state:unlabelled ')
    await expect.poll(() => names(studio)).toEqual(['c.jpg'])
    await room.button('Remove not state: unlabelled').click()
    await expect.poll(() => names(studio)).toEqual(['c.jpg', 'd.jpg'])
  })
  await test.step('a wrong word is named with its place, and the filter before stays in force', async () => {
    await window.keyboard.type('colour:red ')
    await expect(window.getByRole('alert')).toContainText('Word 2, “colour:red”, is not understood')
    await expect.poll(() => names(studio)).toEqual(['c.jpg', 'd.jpg'])
    await room.button('Clear the filter').click()
    await expect(window.getByRole('alert')).toBeHidden()
    await expect.poll(() => names(studio)).toHaveLength(4)
  })
})

test('a filter is the same in Annotate, and is kept under a name', async ({ studio }) => {
  await labelled(studio)
  const { window, room } = studio
  await room.filter.fill('state:verifiedEmpty ')
  await expect.poll(() => names(studio)).toEqual(['c.jpg'])
  await room.button('Saved filters').click()
  await window.getByLabel('Save this filter as').fill('nothing there')
  await window.keyboard.press('Enter')
  await window.keyboard.press('Escape')
  await room.button('Clear the filter').click()
  await expect.poll(() => names(studio)).toHaveLength(4)

  await window.keyboard.press('Escape')
  await window.keyboard.press('Control+2')
  await studio.annotate.canvas.waitFor()
  await room.button('Saved filters').click()
  await room.button(/^nothing there/).click()
  const list = window.getByRole('list', { name: 'Images' }).getByRole('listitem')
  await expect(list).toHaveCount(1)
  await expect(list).toContainText('c.jpg')
})

test('tiles show boxes and notes, and a note is written on the spot', async ({ studio }) => {
  const project = await labelled(studio)
  const { window, room } = studio
  const cells = window.getByRole('list', { name: 'Images' }).getByRole('listitem')
  const boxesOf = (place: number) => cells.nth(place).locator('svg[viewBox="0 0 400 300"] rect')
  await expect(cells).toHaveCount(4)
  await expect(boxesOf(0)).toHaveCount(0)
  await window.keyboard.press('b')
  await expect(boxesOf(0)).toHaveCount(1)
  await expect(boxesOf(2)).toHaveCount(0)

  await test.step('arrow keys go from tile to tile', async () => {
    await cells.nth(0).getByRole('button').first().focus()
    await window.keyboard.press('ArrowRight')
    await window.keyboard.press('End')
    await window.keyboard.press('ArrowLeft')
    await expect(cells.nth(2).getByRole('button').first()).toBeFocused()
  })

  await cells.nth(1).hover()
  await cells.nth(1).getByRole('button', { name: 'Write a note' }).click()
  await window.getByLabel('Note on b.jpg').fill('lamp is broken')
  await window.keyboard.press('Enter')
  await expect.poll(() => valueIn(project, "SELECT note FROM image WHERE path = 'b.jpg'")).toBe('lamp is broken')
  await expect(cells.nth(1).getByRole('button', { name: 'Note: lamp is broken' })).toBeVisible()
  await room.filter.fill('note:lamp ')
  await expect.poll(() => names(studio)).toEqual(['b.jpg'])
})
