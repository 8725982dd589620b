import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn } from './projectFile.ts'
import { expect, test } from './studio.ts'

test('labels are imported with a report of what did not fit', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  writeFileSync(join(folder, 'classes.txt'), 'cat\n')
  writeFileSync(join(folder, 'a.txt'), '0 0.5 0.5 0.5 0.5\n7 0.5 0.5 0.1 0.1\n')
  const project = join(studio.folder, 'exchange.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.importLabels(folder)
  const dialog = studio.window.getByRole('dialog')
  await expect(dialog.getByText('1 box imported as YOLO (txt)')).toBeVisible()
  await expect(dialog.getByText('a.txt:2')).toBeVisible()
  expect(boxesIn(project)).toMatchObject([{ image: 'a.jpg', category: 'cat', x1: 100, y1: 75, x2: 300, y2: 225 }])
})

test('an import of nothing says why', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'nothing.boxwright'))
  await studio.images.importLabels(folder)
  await expect(studio.window.getByRole('alert')).toContainText('No label files of a known format')
})
