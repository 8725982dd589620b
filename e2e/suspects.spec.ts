import { foldsProject } from '../test/support/foldsProject.ts'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const labelIn = (project: string, image: string, what: string) =>
  valueIn(
    project,
    `SELECT ${what} FROM annotation JOIN image ON image.id = image_id JOIN category ON category.id = category_id
     WHERE image.path = '${image}' ORDER BY annotation.id DESC LIMIT 1`,
  )

async function openSuspects(studio: Studio, project: string): Promise<void> {
  await studio.open(project)
  await studio.window.getByRole('button', { name: 'Results', exact: true }).click()
  await studio.window.getByRole('tab', { name: 'Suspects' }).click()
}

test('the queue of suspects by keys: accept, keep, draw anew, ignore; kept labels are not asked about again', async ({
  studio,
}) => {
  const project = await foldsProject(studio.folder)
  const suspects = () => studio.results.suspects
  const press = (key: string) => studio.window.keyboard.press(key)
  await openSuspects(studio, project)
  await expect(suspects()).toHaveCount(4)
  await expect(studio.window.getByText(/^AP 0\.\d+ → 1\.000 if the 4 listed are applied$/)).toBeVisible()

  await test.step('the word of the model is taken, and taken back', async () => {
    await studio.results.suspect('Swapped class: van → car').click()
    await expect(
      studio.window.getByText('The model sees car (0.90) where van is labelled, which it gives 0.05.'),
    ).toBeVisible()
    await press('1')
    await expect.poll(() => labelIn(project, 'swapped.jpg', 'category.name')).toBe('car')
    await expect(suspects()).toHaveCount(3)
    await press('Control+z')
    await expect.poll(() => labelIn(project, 'swapped.jpg', 'category.name')).toBe('van')
    await expect(suspects()).toHaveCount(4)
    await press('1')
    await expect(suspects()).toHaveCount(3)
    await expect.poll(() => valueIn(project, 'SELECT verdict FROM decision')).toBe('accepted')
  })

  await test.step('what is no thing stays without a label', async () => {
    await studio.results.suspect('Overlooked: van').click()
    await press('2')
    await expect(suspects()).toHaveCount(2)
    await expect.poll(() => valueIn(project, "SELECT verdict FROM decision WHERE kind = 'overlooked'")).toBe('kept')
  })

  await test.step('a box is drawn anew on the crop', async () => {
    await studio.results.suspect('Badly located: car').click()
    await press('e')
    for (let pixel = 0; pixel < 5; pixel++) await press('ArrowLeft')
    await press('Enter')
    await expect.poll(() => labelIn(project, 'located.jpg', 'x1')).toBe(55)
    await expect.poll(() => labelIn(project, 'located.jpg', 'x2')).toBe(155)
  })

  await test.step('one of two becomes an ignore region', async () => {
    await studio.results.suspect('Duplicate: car').click()
    await press('3')
    await expect.poll(() => labelIn(project, 'twice.jpg', 'is_ignored')).toBe(1)
    await expect(suspects()).toHaveCount(0)
  })

  await test.step('after a restart only what is still odd is asked about', async () => {
    await studio.close()
    await openSuspects(studio, project)
    await expect(suspects()).toHaveCount(1)
    await expect(studio.results.suspect('Badly located: car')).toBeVisible()
  })

  await test.step('all that is listed is applied in one step', async () => {
    await press('Control+Enter')
    await expect.poll(() => labelIn(project, 'located.jpg', 'x1')).toBe(20)
    await press('Control+z')
    await expect.poll(() => labelIn(project, 'located.jpg', 'x1')).toBe(55)
  })
})
