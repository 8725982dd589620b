import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const picture = { x: 400, y: 300 }

async function openThreePictures(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'keys.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(3)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('cat')
  await studio.annotate.typeClass('dog')
  return project
}

test('the palette runs commands, takes classes, jumps to images, and gives the focus back', async ({ studio }) => {
  const project = await openThreePictures(studio)
  const { annotate, window } = studio
  const palette = window.getByRole('dialog', { name: 'Commands' })
  const find = async (text: string) => {
    await annotate.press('Control+k')
    await palette.getByRole('combobox').fill(text)
  }

  await find('drw bx')
  await expect(palette.getByRole('option').first()).toContainText('Draw boxes')
  await window.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(annotate.canvas).toBeFocused()

  await find('draw boxes')
  await window.keyboard.press('Enter')
  await expect(annotate.canvas).toBeFocused()
  await annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await annotate.expectBoxes(1)

  await find('all boxes')
  await palette.getByRole('option', { name: /Select all boxes/ }).click()
  await find('take cat')
  await window.keyboard.press('Enter')
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['cat'])

  await find('c.jpg')
  await palette.getByRole('option', { name: /c\.jpg/ }).click()
  await expect(annotate.canvas).toHaveAccessibleName(/c\.jpg/)

  await test.step('what was run last comes first', async () => {
    await annotate.press('Control+Shift+p')
    await expect(palette.getByRole('option').first()).toContainText('Take the class cat')
    await window.keyboard.press('Escape')
  })
})

test('a key is taken over only when the user says so, and stays theirs after a restart', async ({ studio }) => {
  const project = await openThreePictures(studio)
  const { annotate } = studio
  const preferences = () => studio.window.getByRole('dialog', { name: 'Preferences' })
  await annotate.press('Control+,')
  await preferences().getByLabel('Search by words or by key').fill('draw boxes')
  await preferences()
    .getByRole('button', { name: /Draw boxes.*: change the key W/ })
    .click()
  await studio.window.keyboard.press('d')
  await expect(preferences().getByRole('alert')).toContainText('D already means “Annotate: Next image”')
  await preferences().getByRole('button', { name: 'Cancel' }).click()
  await expect(preferences().getByRole('button', { name: /Draw boxes.*: change the key W/ })).toBeFocused()
  await studio.window.keyboard.press('Enter')
  await studio.window.keyboard.press('d')
  await preferences().getByRole('button', { name: 'Take it over' }).click()
  await expect(preferences().getByRole('button', { name: /Draw boxes.*: change the key D/ })).toBeVisible()
  await studio.window.keyboard.press('Escape')

  await annotate.press('d')
  await expect(annotate.canvas).toHaveAccessibleName(/a\.jpg.*Draw boxes/)
  await studio.close()
  await studio.open(project)
  await studio.images.openImage('b.jpg')
  await studio.annotate.press('d')
  await expect(studio.annotate.canvas).toHaveAccessibleName(/b\.jpg.*Draw boxes/)

  await test.step('all keys can be as they were', async () => {
    await studio.annotate.press('Control+,')
    await preferences().getByRole('button', { name: 'Reset all keys' }).click()
    await preferences().getByRole('button', { name: 'Reset 2 changed commands' }).click()
    await studio.window.keyboard.press('Escape')
    await studio.annotate.press('d')
    await expect(studio.annotate.canvas).toHaveAccessibleName(/c\.jpg/)
  })
})

test('the keymap of labelImg copies the boxes of the previous image with Ctrl+V', async ({ studio }) => {
  const project = await openThreePictures(studio)
  const { annotate, window } = studio
  await annotate.press('w')
  await annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await annotate.expectBoxes(1)
  await annotate.press('Control+,')
  await window.getByLabel('Keys', { exact: true }).selectOption('labelImg classic')
  await window.keyboard.press('Escape')
  await annotate.press('d')
  await annotate.expectBoxes(0)
  await annotate.press('Control+v')
  await expect.poll(() => boxesIn(project).map(({ image }) => image)).toEqual(['a.jpg', 'b.jpg'])
})

test('the list of keys finds a key, and is alone on paper', async ({ studio }) => {
  await openThreePictures(studio)
  const { annotate, window } = studio
  await annotate.press('F1')
  const sheet = window.getByRole('dialog', { name: 'Keys' })
  await sheet.getByLabel('Search by words or by key').fill('ctrl+d')
  await expect(sheet.getByRole('term')).toHaveText(['Ctrl+D'])
  await expect(sheet.getByRole('definition')).toHaveText(['Duplicate the selected boxes'])
  await window.emulateMedia({ media: 'print' })
  await expect(window.getByText('Duplicate the selected boxes')).toBeVisible()
  await expect(annotate.canvas).toBeHidden()
  await expect(sheet.getByRole('button', { name: 'Print' })).toBeHidden()
})
