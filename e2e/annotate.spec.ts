import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'

const picture = { x: 400, y: 300 }

test('a newcomer opens a folder, draws, relabels, undoes and redoes; after a restart everything is there', async ({
  studio,
}) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'first.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(3)

  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.typeClass('cat')
  await studio.annotate.typeClass('dog')
  await studio.annotate.press('1')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await studio.annotate.expectBoxes(1)
  await studio.annotate.drag(picture, { x: 200, y: 150 }, { x: 380, y: 280 })
  await studio.annotate.expectBoxes(2)
  await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['cat', 'cat'])
  const [first] = boxesIn(project)
  expect(first).toMatchObject({ image: 'a.jpg' })
  for (const [edge, value] of Object.entries({ x1: 40, y1: 30, x2: 160, y2: 130 })) {
    expect(Math.abs(first![edge as 'x1'] - value)).toBeLessThan(3)
  }

  await test.step('a digit relabels the selected box', async () => {
    await studio.annotate.press('Escape')
    await studio.annotate.press('Escape')
    await studio.annotate.clickAt(picture, { x: 290, y: 215 })
    await studio.annotate.press('2')
    await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['cat', 'dog'])
  })

  await test.step('undo and redo', async () => {
    await studio.annotate.press('Control+z')
    await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['cat', 'cat'])
    await studio.annotate.press('Control+z')
    await expect.poll(() => boxesIn(project)).toHaveLength(1)
    await studio.annotate.press('Control+y')
    await studio.annotate.press('Control+y')
    await expect.poll(() => boxesIn(project).map(({ category }) => category)).toEqual(['cat', 'dog'])
  })

  await test.step('next image, verified', async () => {
    await studio.annotate.press('d')
    await studio.annotate.expectBoxes(0)
    await studio.annotate.press('Space')
    await expect.poll(() => valueIn(project, "SELECT review FROM image WHERE path = 'b.jpg'")).toBe('verified')
  })

  await test.step('restart', async () => {
    await studio.close()
    await studio.open(project)
    await studio.images.openImage('a.jpg')
    await studio.annotate.expectBoxes(2)
    expect(boxesIn(project).map(({ category }) => category)).toEqual(['cat', 'dog'])
  })
})

test('a project that is open elsewhere is refused with words, and the studio goes on', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const project = join(studio.folder, 'shared.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  const { execFileSync } = await import('node:child_process')
  const { fileURLToPath } = await import('node:url')
  const cli = fileURLToPath(new URL('../main/engine/cli.ts', import.meta.url))
  const info = () =>
    execFileSync(process.execPath, [cli, 'info', project], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  expect(info).toThrow(/open in another Boxwright \(process \d+/)
  await studio.window.getByRole('button', { name: 'Close project' }).click()
  await studio.start.openProjectButton.waitFor()
  expect(info()).toContain('1 images')
})
