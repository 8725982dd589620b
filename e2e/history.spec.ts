import { join } from 'node:path'
import { drawBoxes } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { boxesIn } from './projectFile.ts'
import { expect, test } from './studio.ts'

test('every step is listed with time, author and what it was; a click goes there, also after a restart', async ({
  studio,
}) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'history.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.callEngine('categories.add', { name: 'car' })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [10, 10, 50, 40] },
    { imageId: 2, categoryId: 1, corners: [10, 10, 50, 40] },
    { imageId: 2, categoryId: 1, corners: [60, 10, 90, 40] },
  ])
  await studio.close()
  await studio.open(project)
  const { window, room } = studio
  await room.show('History')
  const steps = window.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await expect(steps).toHaveCount(5)
  await expect(steps.nth(0)).toContainText(/draw\s*b\.jpg/)
  await expect(steps.nth(2)).toContainText(/draw\s*a\.jpg/)
  await expect(steps.nth(3)).toContainText('change of classes')
  await expect(steps.nth(0)).toHaveAttribute('aria-current', 'step')

  await steps.nth(2).getByRole('button').first().click()
  await expect.poll(() => boxesIn(project).map(({ image }) => image)).toEqual(['a.jpg'])
  await expect(window.getByText('2 steps back or forth')).toBeVisible()
  await expect(steps.nth(0)).toContainText('undone')
  await expect(steps.nth(2)).toHaveAttribute('aria-current', 'step')

  await steps.nth(0).getByRole('button').first().click()
  await expect.poll(() => boxesIn(project)).toHaveLength(3)
  await window.getByRole('button', { name: 'The beginning: before all steps' }).click()
  await expect.poll(() => boxesIn(project)).toHaveLength(0)
  await window.keyboard.press('Control+y')
  await expect(steps.nth(3)).toHaveAttribute('aria-current', 'step')
})

test('the steps of one image are told apart from those of the others', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'history.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.callEngine('categories.add', { name: 'car' })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [10, 10, 50, 40] },
    { imageId: 2, categoryId: 1, corners: [10, 10, 50, 40] },
  ])
  const { window, room } = studio
  await room.show('History')
  await window.getByRole('button', { name: 'Open a.jpg in Annotate' }).click()
  await studio.annotate.expectBoxes(1)
  await room.show('History')
  await window.getByLabel('Only the image last opened').check()
  await window.getByRole('button', { name: 'The beginning of this image' }).click()
  await expect.poll(() => boxesIn(project).map(({ image }) => image)).toEqual(['b.jpg'])
})
