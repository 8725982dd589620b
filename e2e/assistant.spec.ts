import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** The photographs are squares of 300 pixels; what the shipped detector finds in them is in test/fixtures/everyday. */
const picture = { x: 300, y: 300 }
const photo = (name: string) => fileURLToPath(new URL(`../test/fixtures/everyday/${name}.png`, import.meta.url))

async function openPhotos(studio: Studio): Promise<string> {
  const folder = join(studio.folder, 'photos')
  mkdirSync(folder)
  for (const name of ['astronaut', 'chelsea', 'coffee']) copyFileSync(photo(name), join(folder, `${name}.png`))
  const project = join(studio.folder, 'photos.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(3)
  return project
}

const openIn = (project: string) => valueIn(project, "SELECT count(*) FROM proposal WHERE state = 'open'")
const stateOf = (project: string, category: string) =>
  valueIn(
    project,
    `SELECT state FROM proposal JOIN category ON category.id = category_id WHERE name = '${category}' ORDER BY score DESC`,
  )

test('without a run, the assistant proposes in real photographs; accepted, changed and rejected by keys', async ({
  studio,
}) => {
  const project = await openPhotos(studio)
  const { window } = studio
  const panel = window.getByRole('region', { name: 'Proposals' })
  const proposals = panel.getByRole('listitem')

  await test.step('asked in Images, it proposes in every unlabelled image', async () => {
    await window.keyboard.press('Shift+P')
    const dialog = window.getByRole('dialog', { name: 'Let a model propose boxes' })
    await expect(dialog.getByLabel('Where')).toHaveValue('unlabelled')
    await dialog.getByLabel('Footwear becomes').selectOption({ label: 'skip it' })
    await dialog.getByLabel('Confidence from').fill('0.5')
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await expect(window.getByText('3 boxes proposed in 3 images.')).toBeVisible({ timeout: 90_000 })
    // One box in each photograph at a half and more; no label yet.
    expect(openIn(project)).toBe(3)
    expect(boxesIn(project)).toEqual([])
    await window.getByRole('button', { name: '3 images with proposals' }).click()
    await expect(studio.images.tiles).toHaveCount(3)
  })

  await test.step('a proposal is looked at and accepted as it is: a box of the model with its score', async () => {
    await studio.images.openImage('chelsea.png')
    await expect(proposals).toHaveText([/Cat\s*85 %/])
    await studio.annotate.press('t')
    await expect(proposals.first().getByRole('button', { name: 'Cat' }).first()).toHaveAttribute('aria-pressed', 'true')
    await studio.annotate.press('e')
    await studio.annotate.expectBoxes(1)
    await expect(proposals).toHaveCount(0)
    await expect
      .poll(() => boxesIn(project).map(({ image, category }) => [image, category]))
      .toEqual([['chelsea.png', 'Cat']])
    expect(valueIn(project, 'SELECT origin FROM annotation')).toBe('model')
    expect(valueIn(project, 'SELECT round(score, 2) FROM annotation')).toBe(0.85)
    expect(stateOf(project, 'Cat')).toBe('accepted')
  })

  await test.step('undo brings the proposal back, redo the box', async () => {
    await studio.annotate.press('Control+z')
    await studio.annotate.expectBoxes(0)
    await expect(proposals).toHaveCount(1)
    await studio.annotate.press('Control+y')
    await studio.annotate.expectBoxes(1)
    await expect(proposals).toHaveCount(0)
  })

  await test.step('the next image with proposals; dragged, one becomes a label of the person', async () => {
    await studio.annotate.press('c')
    await expect(proposals).toHaveText([/Coffee cup\s*55 %/])
    const [x1, y1] = ['x1', 'y1'].map((column) =>
      valueIn(
        project,
        `SELECT ${column} FROM proposal JOIN category ON category.id = category_id WHERE name = 'Coffee cup'`,
      ),
    ) as [number, number]
    await studio.annotate.drag(picture, { x: x1 + 60, y: y1 + 60 }, { x: x1 + 50, y: y1 + 55 })
    await studio.annotate.expectBoxes(1)
    await expect.poll(() => valueIn(project, 'SELECT origin FROM annotation ORDER BY id DESC')).toBe('human')
    expect(boxesIn(project)[1]!.x1).toBeCloseTo(x1 - 10, 0)
    expect(stateOf(project, 'Coffee cup')).toBe('accepted')
  })

  await test.step('rejected, it is neither a box nor proposed again', async () => {
    await studio.annotate.press('c')
    await expect(proposals).toHaveText([/Person\s*59 %/])
    await studio.annotate.press('t')
    await studio.annotate.press('s')
    await expect(proposals).toHaveCount(0)
    await expect.poll(() => stateOf(project, 'Person')).toBe('rejected')
    await studio.annotate.press('p')
    await expect(window.getByText('Nothing to propose in 1 image')).toBeVisible({ timeout: 90_000 })
    expect(openIn(project)).toBe(0)
    expect(boxesIn(project)).toHaveLength(2)
  })

  await test.step('what is decided is there after a restart', async () => {
    await studio.close()
    await studio.open(project)
    await studio.annotate.show()
    expect(boxesIn(project)).toHaveLength(2)
    expect(stateOf(project, 'Person')).toBe('rejected')
  })
})

test('many proposals are decided at once, by confidence, and each such step can be taken back', async ({ studio }) => {
  const project = await openPhotos(studio)
  const { window } = studio
  const propose = window.getByRole('dialog', { name: 'Let a model propose boxes' })
  const decide = window.getByRole('dialog', { name: 'Decide about proposals' })
  const boxes = () => boxesIn(project).map(({ category }) => category)

  await window.keyboard.press('Shift+P')
  await propose.getByLabel('Confidence from').fill('0.05')
  await propose.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect.poll(() => openIn(project), { timeout: 90_000 }).toBeGreaterThan(3)
  const all = Number(openIn(project))

  await test.step('from 80 % on, only the cat is accepted', async () => {
    await window.getByRole('button', { name: `Decide about ${all} proposals` }).click()
    await decide.getByRole('button', { name: 'Accept 1' }).click()
    await expect(window.getByText('1 proposal accepted.')).toBeVisible()
    expect(boxes()).toEqual(['Cat'])
    expect(openIn(project)).toBe(all - 1)
  })

  await test.step('below 50 %, all are rejected', async () => {
    await window.keyboard.press('Shift+E')
    await decide.getByLabel('Confidence from').fill('0.5')
    await expect(decide.getByRole('button', { name: 'Accept 2' })).toBeVisible()
    await decide.getByRole('button', { name: `Reject the other ${all - 3}` }).click()
    await expect(decide).toHaveCount(0)
    expect(openIn(project)).toBe(2)
    expect(boxes()).toEqual(['Cat'])
  })

  await test.step('undo brings the rejected ones back, then takes the box away', async () => {
    await window.keyboard.press('Control+z')
    await expect.poll(() => openIn(project)).toBe(all - 1)
    await window.keyboard.press('Control+z')
    await expect.poll(boxes).toEqual([])
    expect(openIn(project)).toBe(all)
  })
})
