import { userInfo } from 'node:os'
import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const picture = { x: 400, y: 300 }

/** A project of four pictures with the classes car and van, its first image open. */
async function openProject(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
  const project = join(studio.folder, 'review.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(4)
  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.typeClass('car')
  await studio.annotate.typeClass('van')
  await studio.annotate.press('1')
  return project
}

const imageIn = (project: string, name: string, column: string) =>
  valueIn(project, `SELECT ${column} FROM image WHERE path = '${name}'`)

test('a reviewer verifies, rejects with a reason, finds what is left, and sees what changed since', async ({
  studio,
}) => {
  const project = await openProject(studio)
  const state = studio.window.getByTestId('image-state')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await expect(state).toHaveText('labelled')

  await test.step('verified, and on to the next unreviewed', async () => {
    await studio.annotate.press('Shift+Space')
    await expect.poll(() => imageIn(project, 'a.jpg', 'review')).toBe('verified')
    await expect(studio.window.getByTestId('position')).toHaveText('[2 / 4]')
  })

  await test.step('an empty image is verified as empty, another word than not looked at', async () => {
    await expect(state).toHaveText('unlabelled')
    await studio.annotate.press('Space')
    await expect(state).toHaveText('verified empty')
  })

  await test.step('rejected with a reason, in one step for undo', async () => {
    await studio.annotate.press('d')
    await expect(studio.window.getByTestId('position')).toHaveText('[3 / 4]')
    await studio.annotate.press('Shift+X')
    await studio.window.getByRole('textbox', { name: 'Why is this image rejected?' }).fill('too dark')
    await studio.window.keyboard.press('Enter')
    await expect(state).toHaveText('rejected')
    await expect.poll(() => imageIn(project, 'c.jpg', "review || ': ' || note")).toBe('rejected: too dark')
    await studio.annotate.press('Control+z')
    await expect(state).toHaveText('unlabelled')
    expect(imageIn(project, 'c.jpg', 'note')).toBe('')
    await studio.annotate.press('Control+y')
    await expect(state).toHaveText('rejected')
  })

  await test.step('the next unlabelled is found past what was judged, from the beginning again', async () => {
    for (const key of ['a', 'a', 'n']) await studio.annotate.press(key)
    await expect(studio.window.getByTestId('position')).toHaveText('[4 / 4]')
    await studio.annotate.press('a')
    await expect(studio.window.getByTestId('position')).toHaveText('[3 / 4]')
  })

  await test.step('the last unreviewed is found, and then there is none', async () => {
    await studio.annotate.press('Shift+N')
    await expect(studio.window.getByTestId('position')).toHaveText('[4 / 4]')
    await studio.annotate.press('Shift+Space')
    await expect(studio.window.getByText('Every image of the list is reviewed.')).toBeVisible()
    await expect(studio.window.getByRole('region', { name: 'Review' })).toContainText('4 / 4')
  })

  await test.step('the list tells the state of each image', async () => {
    const list = studio.window.getByRole('navigation', { name: 'Images' })
    const states = { 'a.jpg': /verified(?! empty)/, 'b.jpg': /verified empty/, 'c.jpg': /rejected/ }
    for (const [name, word] of Object.entries(states)) {
      await expect(list.getByRole('button', { name })).toHaveAccessibleName(word)
    }
  })

  await test.step('a verified image that is edited says so, is found again, and is verified anew', async () => {
    await studio.annotate.press('a')
    await studio.annotate.press('a')
    await studio.annotate.press('a')
    await studio.annotate.expectBoxes(1)
    await studio.annotate.drag(picture, { x: 200, y: 150 }, { x: 300, y: 250 })
    await expect(state).toHaveText('verified, changed since')
    expect(imageIn(project, 'a.jpg', 'is_changed_since_review')).toBe(1)
    await studio.annotate.press('d')
    await studio.annotate.press('Shift+N')
    await expect(studio.window.getByTestId('position')).toHaveText('[1 / 4]')
    await studio.annotate.expectBoxes(2)
    await studio.annotate.press('Space')
    await expect(state).toHaveText('verified')
    await expect.poll(() => imageIn(project, 'a.jpg', 'review || is_changed_since_review')).toBe('verified0')
    expect(boxesIn(project)).toHaveLength(2)
  })
})

test('checks find a box drawn twice at once; a key mends it, another leaves it, and both can be undone', async ({
  studio,
}) => {
  const project = await openProject(studio)
  const checks = studio.window.getByRole('region', { name: 'Checks' })
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await expect(checks).toContainText('nothing found')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await expect(checks.getByRole('listitem')).toHaveText('same box twice: car')

  await test.step('mended by one key and one step', async () => {
    await studio.annotate.press('f')
    await expect.poll(() => boxesIn(project)).toHaveLength(1)
    expect(valueIn(project, 'SELECT kind FROM edit ORDER BY id DESC LIMIT 1')).toBe('fix')
    await studio.annotate.press('Control+z')
    await expect.poll(() => boxesIn(project)).toHaveLength(2)
    await expect(checks.getByRole('listitem')).toHaveCount(1)
  })

  await test.step('left as it is, remembered in the project', async () => {
    await studio.annotate.press('q')
    await studio.annotate.press('Shift+F')
    await expect(checks).toContainText('nothing found')
    await expect
      .poll(() => valueIn(project, 'SELECT dismissed_checks FROM annotation ORDER BY id LIMIT 1'))
      .toMatch(/^\["duplicate:\d+"\]$/)
    await studio.annotate.press('Control+z')
    await expect(checks.getByRole('listitem')).toHaveCount(1)
  })

  await test.step('the history of a box says who did what', async () => {
    await studio.annotate.press('Control+j')
    await studio.annotate.press('.')
    await studio.annotate.press('2')
    await studio.window.getByText('History of the box').click()
    const steps = studio.window.getByRole('list', { name: 'History of the box' }).getByRole('listitem')
    await expect(steps).toHaveCount(2)
    await expect(steps.first()).toContainText('class: car → van')
    await expect(steps.last()).toContainText('drawn')
    await expect(steps.last()).toContainText(userInfo().username)
    await studio.annotate.press('Control+z')
    await expect(steps).toHaveCount(1)
  })

  await test.step('found from another image', async () => {
    await studio.annotate.press('d')
    await studio.annotate.press('q')
    await expect(studio.window.getByTestId('position')).toHaveText('[1 / 4]')
  })
})
