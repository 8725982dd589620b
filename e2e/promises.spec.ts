import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'

const picture = { x: 400, y: 300 }

test('a box is stored with its image and nowhere else, though the image is left at once; looking at images copies nothing', async ({
  studio,
}) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'promises.boxwright')
  const images = () => boxesIn(project).map(({ image }) => image)
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.typeClass('thing')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 20, y: 20 }, { x: 100, y: 120 })
  await studio.annotate.press('d')
  await studio.annotate.expectBoxes(0)
  await expect.poll(images).toEqual(['a.jpg'])
  await expect(studio.window.getByRole('banner')).toContainText(/saved \d+:\d\d:\d\d/)

  await test.step('by list and keys, forwards and back', async () => {
    await studio.annotate.press('d')
    await studio.annotate.press('a')
    await studio.window.getByRole('navigation', { name: 'Images' }).getByRole('button', { name: 'a.jpg' }).click()
    await studio.annotate.expectBoxes(1)
    await studio.annotate.press('d')
    await studio.annotate.expectBoxes(0)
    expect(images()).toEqual(['a.jpg'])
  })

  await test.step('copied only by the key for it, marked as copies, and one undo takes them back', async () => {
    await studio.annotate.press('r')
    await studio.annotate.expectBoxes(1)
    await expect.poll(images).toEqual(['a.jpg', 'b.jpg'])
    expect(valueIn(project, 'SELECT group_concat(is_copied) FROM annotation')).toBe('0,1')
    await studio.annotate.press('Control+z')
    await expect.poll(images).toEqual(['a.jpg'])
  })
})
