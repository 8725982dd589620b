import { join } from 'node:path'
import { drawBoxes, type WantedBox } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** Two pictures with six boxes each, four of them cars and two vans; ids from 1001 on. */
async function labelled(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'gallery.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  for (const name of ['car', 'van']) await studio.callEngine('categories.add', { name })
  const boxes = [1, 2].flatMap((imageId) =>
    Array.from({ length: 6 }, (_, index): WantedBox => {
      const x = 10 + index * 60
      return { imageId, categoryId: index < 4 ? 1 : 2, corners: [x, 10, x + 20 + index * 5, 40 + index * 10] }
    }),
  )
  await drawBoxes(studio, 1001, boxes)
  await studio.room.show('Boxes')
  await expect(crops(studio)).toHaveCount(12)
  return project
}

const crops = ({ window }: Studio) => window.getByRole('listbox', { name: 'Boxes' }).getByRole('option')
const crop = ({ window }: Studio, id: number) => window.locator(`[data-crop="${id}"]`)
const chosen = (studio: Studio) => crops(studio).and(studio.window.locator('[aria-selected="true"]'))
const namesOf = (project: string) =>
  boxesIn(project)
    .map(({ category }) => category[0])
    .join('')

test('boxes of all images are seen side by side; digits and Delete put many right at once, each as one step', async ({
  studio,
}) => {
  const project = await labelled(studio)
  const { window } = studio
  await expect(crop(studio, 1001).locator('img')).toHaveJSProperty('complete', true)
  await expect
    .poll(() =>
      crop(studio, 1001)
        .locator('img')
        .evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0)

  await test.step('Shift takes a range, Ctrl takes out, a digit relabels', async () => {
    await crop(studio, 1001).click()
    await crop(studio, 1004).click({ modifiers: ['Shift'] })
    await crop(studio, 1002).click({ modifiers: ['Control'] })
    await expect(chosen(studio)).toHaveCount(3)
    await window.keyboard.press('2')
    await expect.poll(() => namesOf(project)).toBe('vcvvvvccccvv')
    await expect(window.getByText('3 boxes are now “van”')).toBeVisible()
  })

  await test.step('the keyboard walks on and deletes', async () => {
    await window.keyboard.press('End')
    await window.keyboard.press('Shift+ArrowLeft')
    await expect(chosen(studio)).toHaveCount(2)
    await window.keyboard.press('Delete')
    await expect(crops(studio)).toHaveCount(10)
    await expect.poll(() => boxesIn(project)).toHaveLength(10)
  })

  await test.step('one undo for each', async () => {
    await window.keyboard.press('Control+z')
    await expect(crops(studio)).toHaveCount(12)
    await expect.poll(() => boxesIn(project)).toHaveLength(12)
    await window.keyboard.press('Control+z')
    await expect.poll(() => namesOf(project)).toBe('ccccvvccccvv')
  })

  await test.step('all, and none', async () => {
    await window.keyboard.press('Control+a')
    await expect(chosen(studio)).toHaveCount(12)
    await window.keyboard.press('Escape')
    await expect(chosen(studio)).toHaveCount(0)
  })
})

test('a frame drawn by the mouse takes all crops it touches', async ({ studio }) => {
  await labelled(studio)
  const { mouse } = studio.window
  const first = (await crop(studio, 1001).boundingBox())!
  const third = (await crop(studio, 1003).boundingBox())!
  await mouse.move(first.x + 10, first.y + 10)
  await mouse.down()
  await mouse.move(third.x + 5, third.y + 5, { steps: 4 })
  await mouse.move(third.x + 15, third.y + 20)
  await mouse.up()
  await expect(chosen(studio)).toHaveCount(3)
})

test('Enter opens the box in its image, and the way back leads to the same place', async ({ studio }) => {
  await labelled(studio)
  const { window } = studio
  const tool = (name: string) => window.getByRole('button', { name, exact: true })
  await studio.annotate.show()
  await tool('Draw boxes').click()
  await studio.room.show('Boxes')
  await crop(studio, 1008).click()
  await window.keyboard.press('Enter')
  await expect(studio.annotate.canvas).toHaveAccessibleName(/b\.jpg/)
  // The box has handles, though boxes were drawn before.
  await expect(tool('Select and move boxes')).toHaveAttribute('aria-pressed', 'true')
  await window.getByRole('button', { name: 'Back to Boxes' }).click()
  await expect(crops(studio)).toHaveCount(12)
  await expect(crop(studio, 1008)).toHaveAttribute('aria-selected', 'true')
  await window.keyboard.press('ArrowRight')
  await expect(crop(studio, 1009)).toHaveAttribute('aria-selected', 'true')

  await test.step('what happened to the box is told', async () => {
    await window.keyboard.press('2')
    await expect(window.getByText('1 box is now “van”')).toBeVisible()
    await window.getByRole('button', { name: 'History', exact: true }).click()
    const steps = window.getByRole('dialog').getByRole('listitem')
    await expect(steps).toHaveCount(2)
    await expect(steps.nth(0)).toContainText('draw')
    await expect(steps.nth(1)).toContainText('change of class')
  })
})

test('crops are filtered by class and sorted, also by brightness once it is measured', async ({ studio }) => {
  const project = await labelled(studio)
  const { window } = studio
  const order = () =>
    crops(studio).evaluateAll((tiles) => tiles.map((tile) => Number((tile as HTMLElement).dataset.crop)))
  await window.getByRole('navigation', { name: 'Boxes by class' }).getByRole('button', { name: /van/ }).click()
  await expect.poll(order).toEqual([1005, 1006, 1011, 1012])
  // Longer sides: 70 of 1005 and 1011, 80 of 1006 and 1012.
  await window.getByLabel('Order of the crops').selectOption('size')
  await window.getByRole('button', { name: 'Smallest or first first' }).click()
  await expect.poll(order).toEqual([1006, 1012, 1005, 1011])
  await window.getByLabel('Order of the crops').selectOption('brightness')
  await expect(window.getByText('The brightness of 4 boxes is not known yet.')).toBeVisible()
  await window.getByRole('button', { name: 'Measure it' }).click()
  await expect(window.getByText('is not known yet')).toBeHidden()
  // The second picture is the brighter one (pictures.ts).
  await expect.poll(async () => (await order()).slice(0, 2).sort()).toEqual([1011, 1012])
  expect(valueIn(project, 'SELECT count(*) FROM crop_measure')).toBe(4)
})

test('pain A7: files of the same name in two folders are two images, each with its own boxes', async ({ studio }) => {
  const folder = join(studio.folder, 'pictures')
  for (const part of ['day', 'night']) await makePictures(join(folder, part), ['a.jpg', 'a.png'])
  const project = join(studio.folder, 'same.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect.poll(() => studio.images.names()).toEqual(['day/a.jpg', 'day/a.png', 'night/a.jpg', 'night/a.png'])
  for (const name of ['car', 'van']) await studio.callEngine('categories.add', { name })
  const corners = [10, 10, 110, 110] as const
  await drawBoxes(
    studio,
    1001,
    [1, 2, 3, 4].map((imageId) => ({ imageId, categoryId: 1, corners })),
  )
  await studio.room.show('Boxes')
  await expect(crops(studio)).toHaveCount(4)
  await studio.room.filter.fill('night/a.jpg ')
  await expect(crops(studio)).toHaveCount(1)
  await crops(studio).first().click()
  await studio.window.keyboard.press('2')
  await expect
    .poll(() => boxesIn(project).map(({ image, category }) => `${image} ${category}`))
    .toEqual(['day/a.jpg car', 'day/a.png car', 'night/a.jpg van', 'night/a.png car'])
})
