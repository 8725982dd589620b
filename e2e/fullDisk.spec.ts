import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { canFillDisk, fillDisk, makeSpace } from '../test/support/fullDisk.ts'
import { makePictures } from './pictures.ts'
import { processesBelow } from './processes.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'

const picture = { x: 400, y: 300 }

test('a box that the disk has no room for stays in sight as not saved, and is stored when there is room', async ({
  studio,
}) => {
  test.skip(!canFillDisk, 'only Linux can make a disk full for one process')
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'full.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('thing')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 20, y: 20 }, { x: 100, y: 120 })
  await expect.poll(() => boxesIn(project)).toHaveLength(1)

  const [engine] = processesBelow(studio.app.process().pid!, 'engine.mjs')
  fillDisk(engine!, [project, `${project}-wal`].filter(existsSync), 0)
  await studio.annotate.drag(picture, { x: 120, y: 20 }, { x: 200, y: 120 })
  const card = studio.window.getByRole('alert').filter({ hasText: 'Not on the disk yet' })
  await expect(card).toContainText('is full')
  await expect(studio.window.getByRole('banner')).toContainText('not saved')
  await studio.annotate.expectBoxes(2)
  // A second box waits behind the first.
  await studio.annotate.drag(picture, { x: 220, y: 20 }, { x: 300, y: 120 })
  await studio.annotate.expectBoxes(3)
  expect(boxesIn(project)).toHaveLength(1)

  makeSpace(engine!)
  await card.getByRole('button', { name: 'Try now' }).click()
  await expect(card).toBeHidden()
  await expect.poll(() => boxesIn(project)).toHaveLength(3)
  await expect(studio.window.getByRole('banner')).toContainText(/saved \d/)
  await studio.annotate.expectBoxes(3)
  expect(valueIn(project, 'PRAGMA integrity_check')).toBe('ok')
})
