import { join } from 'node:path'
import { drawBoxes } from './boxes.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** One slip of each kind, and three boxes that are the same. */
async function withSlips(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'checks.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  for (const name of ['car', 'van']) await studio.callEngine('categories.add', { name })
  await drawBoxes(studio, 1001, [
    { imageId: 1, categoryId: 1, corners: [100, 100, 200, 200] },
    { imageId: 1, categoryId: 1, corners: [100, 100, 200, 200] },
    { imageId: 1, categoryId: 1, corners: [100, 100, 200, 200] },
    { imageId: 2, categoryId: 1, corners: [50, 50, 52, 120] },
    { imageId: 2, categoryId: 1, corners: [200, 50, 300, 150] },
    { imageId: 2, categoryId: 1, corners: [202, 50, 302, 150] },
    { imageId: 3, categoryId: 1, corners: [10, 10, 110, 110] },
    { imageId: 3, categoryId: 2, corners: [10, 10, 110, 111] },
  ])
  await studio.room.show('Checks')
  return project
}

const ids = (project: string) =>
  valueIn(project, "SELECT group_concat(id, ' ') FROM (SELECT id FROM annotation ORDER BY id)")
const rule = ({ window }: Studio, name: RegExp) =>
  window.getByRole('navigation', { name: 'Rules' }).getByRole('button', { name })
const cards = ({ window }: Studio) => window.getByRole('list', { name: 'Checks' }).getByRole('listitem')

test('findings are shown by rule with both boxes, mended one by one or all at once, and undone', async ({ studio }) => {
  const project = await withSlips(studio)
  const { window, room } = studio
  await test.step('every rule with its count', async () => {
    // Three boxes that are the same are three pairs.
    await expect(rule(studio, /^same box twice 3/)).toBeVisible()
    await expect(rule(studio, /^tiny box 1/)).toBeVisible()
    await expect(rule(studio, /^nearly the same box 1/)).toBeVisible()
    await expect(rule(studio, /^one box, two classes 1/)).toBeVisible()
    await expect(rule(studio, /^beyond the border 0/)).toBeVisible()
    // The first rule that finds something is shown.
    await expect(rule(studio, /^tiny box 1/)).toHaveAttribute('aria-pressed', 'true')
    await expect(cards(studio)).toHaveCount(1)
    await rule(studio, /^same box twice/).click()
    await expect(cards(studio)).toHaveCount(3)
  })
  await test.step('all of a rule, in one step', async () => {
    await room.button('Delete all 3 copies').click()
    await expect.poll(() => ids(project)).toBe('1001 1004 1005 1006 1007 1008')
    await expect(window.getByText('Mended: 2 boxes')).toBeVisible()
    await expect(window.getByText('Nothing found')).toBeVisible()
    await window.keyboard.press('Control+z')
    await expect.poll(() => boxesIn(project)).toHaveLength(8)
    await expect(cards(studio)).toHaveCount(3)
  })
  await test.step('one, the way the user wants it', async () => {
    await rule(studio, /^one box, two classes/).click()
    await expect(cards(studio)).toHaveCount(1)
    await expect(cards(studio).getByRole('img')).toHaveAccessibleName('car 100 × 100 · van 100 × 101')
    await room.button('Delete the newer van').click()
    await expect.poll(() => ids(project)).toBe('1001 1002 1003 1004 1005 1006 1007')
  })
  await test.step('by the keyboard', async () => {
    await rule(studio, /^nearly the same box/).click()
    await expect(cards(studio)).toHaveCount(1)
    await expect(room.button('Delete the newer car')).toBeVisible()
    await window.keyboard.press('f')
    await expect.poll(() => ids(project)).toBe('1001 1002 1003 1004 1005 1007')
  })
})

test('a finding that is left as it is does not come back, and one opens in its image', async ({ studio }) => {
  const project = await withSlips(studio)
  const { window, room } = studio
  await rule(studio, /^tiny box/).click()
  await room.button('Leave it').click()
  await expect(rule(studio, /^tiny box 0/)).toBeVisible()
  expect(boxesIn(project)).toHaveLength(8)
  expect(valueIn(project, 'SELECT dismissed_checks FROM annotation WHERE id = 1004')).toBe('["tiny"]')

  await rule(studio, /^one box, two classes/).click()
  await expect(cards(studio)).toHaveCount(1)
  await room.button('Open').click()
  await expect(studio.annotate.canvas).toHaveAccessibleName(/c\.jpg/)
  await window.keyboard.press('Alt+ArrowLeft')
  await expect(rule(studio, /^one box, two classes/)).toHaveAttribute('aria-pressed', 'true')
})

test('pain A3: after a restart every box is there with its class, and so are undo and the findings', async ({
  studio,
}) => {
  const project = await withSlips(studio)
  const before = boxesIn(project)
  await studio.close()
  await studio.open(project)
  await expect(rule(studio, /^same box twice 3/)).toBeVisible()
  expect(boxesIn(project)).toEqual(before)
  await studio.window.keyboard.press('Control+z')
  await expect.poll(() => ids(project)).toBe('1001 1002 1003 1004 1005 1006 1007')
  await expect(rule(studio, /^one box, two classes 0/)).toBeVisible()
})
