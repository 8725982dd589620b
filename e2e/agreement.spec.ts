import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawBoxes } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'
import { violationsOn } from './support/accessibility.ts'
import { cutTextsOn } from './support/cutText.ts'
import { englishTextsOn } from './support/englishText.ts'

const picture = { x: 400, y: 300 }

/** Two labelled and verified images, and two that nobody has labelled. */
async function withVerified(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
  const project = join(studio.folder, 'agreement.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  for (const name of ['car', 'van']) await studio.callEngine('categories.add', { name })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [50, 50, 150, 150] },
    { imageId: 1, categoryId: 2, corners: [200, 100, 300, 200] },
    { imageId: 3, categoryId: 1, corners: [20, 20, 120, 120] },
  ])
  await studio.callEngine('images.setReview', { ids: [1, 3], review: 'verified' })
  return project
}

const compared = ({ window }: Studio) => window.getByRole('list', { name: 'Compared images' }).getByRole('listitem')
const boxesOfBoth = ({ window }: Studio) =>
  window.getByRole('list', { name: 'Boxes of both sides' }).getByRole('button')

async function hideAll({ window, room }: Studio): Promise<void> {
  await room.show('Agreement')
  await room.button('Hide control images …').click()
  await window.getByLabel('Part of the verified images').selectOption({ label: '100%' })
  await expect(window.getByText('2 of 2 verified images, with 3 boxes.')).toBeVisible()
  await room.dialogButton('Hide the labels of 2 images').click()
  await expect(window.getByText('Nobody has labelled these images anew yet')).toBeVisible()
}

test('labels of verified images are hidden, drawn anew without being seen, compared, and come back by a key', async ({
  studio,
}) => {
  const project = await withVerified(studio)
  const { window, annotate } = studio
  const before = boxesIn(project)
  await hideAll(studio)
  expect(boxesIn(project)).toEqual([])
  await test.step('nothing in Annotate tells the image from others, and undo does not either', async () => {
    await studio.room.show('Images')
    await studio.images.openImage('a.jpg')
    await annotate.expectBoxes(0)
    await expect(window.getByTestId('image-state')).toHaveText('unlabelled')
    await annotate.press('Control+z')
    await expect(window.getByText('Nothing to undo')).toBeVisible()
    await annotate.press('1')
    await annotate.press('w')
    await annotate.drag(picture, { x: 50, y: 60 }, { x: 150, y: 150 })
    await expect.poll(() => boxesIn(project)).toHaveLength(1)
    await annotate.drag(picture, { x: 200, y: 100 }, { x: 300, y: 200 })
    await expect.poll(() => boxesIn(project)).toHaveLength(2)
    await annotate.press('Space')
    await expect.poll(() => valueIn(project, 'SELECT review FROM image WHERE id = 1')).toBe('verified')
  })
  await test.step('the application is killed: what was hidden is hidden, what was drawn is there', async () => {
    await studio.kill()
    await studio.open(project)
    expect(valueIn(project, 'SELECT count(*) FROM kept_box')).toBe(3)
    await studio.window.getByRole('heading', { name: 'agreement' }).waitFor()
    expect(boxesIn(project)).toHaveLength(2)
  })
  await test.step('both sides are compared, box by box', async () => {
    await studio.room.show('Agreement')
    await expect(compared(studio)).toHaveCount(1)
    // One car the same; the van was called a car: 2 / (2 + 1 + 1).
    await expect(compared(studio)).toContainText('F1 0.50')
    await expect(boxesOfBoth(studio)).toHaveText([/van → car.*other class.*IoU/, /car.*same.*IoU 0\.9/])
  })
  await test.step('in both themes and languages nobody is shut out, and all texts fit', async () => {
    await studio.window.emulateMedia({ reducedMotion: 'reduce' })
    for (const theme of ['light', 'dark']) {
      await studio.setPreferences({ theme, language: 'en' })
      expect(await violationsOn(studio.window)).toEqual([])
    }
    await studio.setPreferences({ theme: 'dark', language: 'ko' })
    expect(await cutTextsOn(studio.window)).toEqual([])
    expect(await englishTextsOn(studio.window)).toEqual([])
    await studio.setPreferences({ theme: 'dark', language: 'en' })
  })
  await test.step('a key keeps what was hidden; undo takes that back', async () => {
    await studio.window.keyboard.press('1')
    await expect.poll(() => boxesIn(project)).toEqual(before.filter(({ image }) => image === 'a.jpg'))
    await expect(compared(studio)).toContainText('hidden labels kept')
    await studio.window.keyboard.press('Control+z')
    await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['car', 'car'])
    await expect(compared(studio)).not.toContainText('hidden labels kept')
  })
  await test.step('the new labels are taken, and the image that nobody labelled gets its own back', async () => {
    await studio.window.keyboard.press('2')
    await expect.poll(() => valueIn(project, 'SELECT verdict FROM compared_image WHERE image_id = 1')).toBe('project')
    await studio.room.button('Give 1 waiting image its labels back').click()
    await expect.poll(() => boxesIn(project).map(({ image }) => image)).toEqual(['a.jpg', 'a.jpg', 'c.jpg'])
    expect(valueIn(project, 'SELECT review FROM image WHERE id = 3')).toBe('verified')
  })
})

type Said = readonly (readonly [category: 'car' | 'van', x: number, y: number, width: number, height: number])[]

/** What somebody says of a.jpg, as a COCO file. */
function labelFile(studio: Studio, person: string, boxes: Said): string {
  const folder = join(studio.folder, person)
  mkdirSync(folder)
  const names = ['car', 'van']
  const content = {
    images: [{ id: 1, file_name: 'a.jpg', width: 400, height: 300 }],
    categories: names.map((name, index) => ({ id: index + 1, name })),
    annotations: boxes.map(([name, ...bbox], index) => ({
      ...{ id: index + 1, image_id: 1, category_id: 1 + names.indexOf(name), bbox },
      ...{ area: bbox[2] * bbox[3], iscrowd: 0 },
    })),
  }
  writeFileSync(join(folder, 'labels.json'), JSON.stringify(content))
  return join(folder, 'labels.json')
}

async function compareWith({ window, room }: Studio, labels: string, boxes: number): Promise<void> {
  await room.button('Compare label files …').click()
  const dialog = window.getByRole('dialog')
  const path = dialog.getByLabel('Folder or file with labels')
  await path.fill(labels)
  await path.press('Enter')
  await dialog.getByRole('button', { name: 'Look first' }).click()
  await dialog.getByRole('button', { name: `Compare ${boxes} boxes` }).click()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()
}

test('label files of others are compared without coming in; boxes are taken by keys, the rest by majority', async ({
  studio,
}) => {
  const project = await withVerified(studio)
  const { window, room } = studio
  const before = boxesIn(project)
  await room.show('Agreement')
  await test.step('somebody else calls the van a car and has a box more', async () => {
    const anna = labelFile(studio, 'anna', [
      ['car', 50, 50, 100, 90],
      ['car', 200, 100, 100, 100],
      ['van', 20, 220, 60, 60],
    ])
    await compareWith(studio, anna, 3)
    await expect(boxesOfBoth(studio)).toHaveText([/van → car/, /van.*only in the other/, /car.*same.*IoU 0\.90/])
    expect(boxesIn(project)).toEqual(before)
  })
  await test.step('the box more is taken by keys, and given back by undo', async () => {
    await window.keyboard.press('.')
    await window.keyboard.press('.')
    await expect(boxesOfBoth(studio).nth(1)).toHaveAttribute('aria-pressed', 'true')
    await window.keyboard.press('t')
    await expect.poll(() => boxesIn(project)).toHaveLength(4)
    await window.keyboard.press('Control+z')
    await expect.poll(() => boxesIn(project)).toEqual(before)
  })
  await test.step('a third one agrees about the car: two of three', async () => {
    const ben = labelFile(studio, 'ben', [
      ['car', 50, 50, 100, 100],
      ['car', 200, 100, 100, 90],
    ])
    await compareWith(studio, ben, 2)
    await room.button('Majority …').click()
    await expect(window.getByText(/3 labellings of 1 image,.*3 things/)).toBeVisible()
    await expect(window.getByRole('dialog').getByRole('listitem')).toHaveText(['1 box gets another class'])
    await room.dialogButton('Change 1 box').click()
    const cars = before.map((box) => (box.category === 'van' ? { ...box, category: 'car' } : box))
    await expect.poll(() => boxesIn(project)).toEqual(cars)
  })
})
