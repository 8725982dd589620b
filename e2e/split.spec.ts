import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { makeScene } from './pictures.ts'
import { valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** Twenty scenes with labels, of which one has a smaller copy. */
async function labelledProject(studio: Studio): Promise<string> {
  const folder = join(studio.folder, 'scenes')
  mkdirSync(folder)
  for (let index = 0; index < 20; index++) await makeScene(join(folder, `${index + 10}.png`), index)
  await sharp(join(folder, '15.png')).resize(200, 150).jpeg({ quality: 70 }).toFile(join(folder, 'copy.jpg'))
  for (const name of [...Array.from({ length: 20 }, (_, index) => String(index + 10)), 'copy']) {
    writeFileSync(join(folder, `${name}.txt`), `${Number(name) % 2 === 0 ? 0 : 1} 0.5 0.5 0.2 0.2\n`)
  }
  writeFileSync(join(folder, 'classes.txt'), 'cat\ndog\n')
  const project = join(studio.folder, 'split.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.callEngine('import.start', { labels: folder, format: 'auto', dryRun: false })
  await expect.poll(() => valueIn(project, "SELECT state FROM job WHERE kind = 'import'")).toBe('done')
  return project
}

const partOf = (project: string, path: string) =>
  valueIn(project, `SELECT coalesce(split, 'none') FROM image WHERE path = '${path}'`)
const countOf = (project: string, part: string) =>
  valueIn(project, `SELECT count(*) FROM image WHERE split = '${part}'`)

test('a split is looked at first, keeps copies together, is stored, and undo takes it back', async ({ studio }) => {
  const project = await labelledProject(studio)
  await studio.images.splitButton.click()
  const dialog = studio.window.getByRole('dialog')
  await expect(dialog.getByText('21 images would change their part')).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^Images 17/ })).toBeVisible()
  expect(valueIn(project, 'SELECT count(*) FROM image WHERE split IS NOT NULL')).toBe(0)
  await expect(dialog.getByText('1 group of 2 images')).toBeVisible()

  await dialog.getByLabel('Train : val : test').fill('6:2:2')
  await dialog.getByLabel('Seed', { exact: true }).fill('7')
  await expect(dialog.getByRole('row', { name: /^Images 13/ })).toBeVisible()
  await dialog.getByLabel('Seed', { exact: true }).press('Enter')
  await expect(dialog.getByText('Nothing would change')).toBeVisible()
  // 21 at 6:2:2 are 12.6, 4.2, 4.2.
  expect(['train', 'val', 'test'].map((part) => countOf(project, part))).toEqual([13, 4, 4])
  expect(partOf(project, 'copy.jpg')).toBe(partOf(project, '15.png'))
  expect(JSON.parse(String(valueIn(project, "SELECT value FROM meta WHERE key = 'split_settings'")))).toMatchObject({
    ratio: [6, 2, 2],
    seed: 7,
    groups: { byCopies: true },
  })
  await studio.window.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await studio.callEngine('history.undo', {})
  expect(valueIn(project, 'SELECT count(*) FROM image WHERE split IS NOT NULL')).toBe(0)
})

test('a copy in another part is shown as a leak, and a button brings it together', async ({ studio }) => {
  const project = await labelledProject(studio)
  const idOf = (path: string) => Number(valueIn(project, `SELECT id FROM image WHERE path = '${path}'`))
  await studio.callEngine('split.assign', { groups: { byCopies: false } })
  await studio.callEngine('split.set', { ids: [idOf('15.png')], split: 'train' })
  await studio.callEngine('split.set', { ids: [idOf('copy.jpg')], split: 'test' })
  await studio.images.splitButton.click()
  const dialog = studio.window.getByRole('dialog')
  await expect(dialog.getByText('1 group lies in more than one part')).toBeVisible()
  await dialog.getByRole('button', { name: 'Bring together the group of 15.png' }).click()
  await expect(dialog.getByText('No group of images lies in more than one part.')).toBeVisible()
  expect(partOf(project, 'copy.jpg')).toBe('train')
})

test('parts are given by hand to chosen images, which are locked from then on', async ({ studio }) => {
  const project = await labelledProject(studio)
  const { window } = studio
  const tile = (name: string) => window.getByRole('list', { name: 'Images' }).getByRole('button', { name })
  await tile('10.png').click({ modifiers: ['Control'] })
  await tile('12.png').click({ modifiers: ['Shift'] })
  await window.getByLabel('Choose 14.png').check()
  const bar = window.getByRole('region', { name: '4 images chosen' })
  await bar.getByRole('button', { name: 'test', exact: true }).click()
  const stored = () =>
    ['10.png', '11.png', '12.png', '13.png', '14.png'].map((path) =>
      valueIn(project, `SELECT coalesce(split, '-') || is_split_locked FROM image WHERE path = '${path}'`),
    )
  await expect.poll(stored).toEqual(['test1', 'test1', 'test1', '-0', 'test1'])
  await expect(tile('10.png').getByLabel('locked')).toBeVisible()

  await test.step('dealing all anew leaves them', async () => {
    await studio.callEngine('split.assign', { keep: false, seed: 5 })
    expect(stored().filter((value) => value === 'test1')).toHaveLength(4)
  })
  await test.step('the keyboard chooses all and none', async () => {
    await window.keyboard.press('Control+a')
    await expect(window.getByText('21 images chosen')).toBeVisible()
    await window.keyboard.press('Escape')
    await expect(window.getByText('21 images chosen')).toBeHidden()
  })
})
