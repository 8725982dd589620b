import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, test } from './studio.ts'
import { tabTo } from './support/focus.ts'

test('the whole job without a mouse: folder, class, boxes, verified, export', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'keys.boxwright')
  await studio.open()
  const { window } = studio
  const { keyboard } = window
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await keyboard.press(key)
  }
  const times = (count: number, key: string) => Array.from({ length: count }, () => key)

  await test.step('open a folder', async () => {
    await studio.answerDialogs(folder, project)
    await tabTo(window, studio.start.openFolderButton)
    await press('Enter')
    await expect(studio.images.tiles).toHaveCount(2)
  })

  await test.step('go to the first image by its name', async () => {
    await press('Control+k')
    await keyboard.type('a.jpg')
    await expect(window.getByRole('option', { name: /a\.jpg/ })).toBeVisible()
    await press('Enter')
    await studio.annotate.expectBoxes(0)
    await expect(studio.annotate.canvas).toBeFocused()
  })

  await test.step('make two classes, and take the first', async () => {
    await press('Control+e')
    await keyboard.type('cat')
    await press('Enter')
    await expect(studio.annotate.canvas).toBeFocused()
    await press('Control+e')
    await keyboard.type('dog')
    await press('Enter')
    await expect(window.getByRole('button', { name: /dog/ }).first()).toBeVisible()
    await press('1')
  })

  await test.step('draw two boxes with arrows and Enter', async () => {
    // The crosshair begins in the middle of the picture of 400 x 300 pixels.
    await press('w', 'ArrowLeft', ...times(10, 'Shift+ArrowLeft'), ...times(5, 'Shift+ArrowUp'), 'Enter')
    await press(...times(6, 'Shift+ArrowRight'), ...times(4, 'Shift+ArrowDown'), 'ArrowDown', 'Enter')
    await studio.annotate.expectBoxes(1)
    await press(...times(4, 'Shift+ArrowRight'), 'Enter')
    await press(...times(3, 'Shift+ArrowRight'), ...times(3, 'Shift+ArrowDown'), 'Enter')
    await studio.annotate.expectBoxes(2)
  })

  await test.step('select, relabel, resize and move', async () => {
    await press('Escape', '.', '.')
    await expect(window.getByText('box 2 of 2')).toBeAttached()
    await press('2', ...times(2, 'Control+ArrowRight'), 'Shift+ArrowUp')
    await expect
      .poll(() => boxesIn(project))
      .toEqual([
        { image: 'a.jpg', category: 'cat', x1: 100, y1: 100, x2: 160, y2: 141 },
        { image: 'a.jpg', category: 'dog', x1: 200, y1: 131, x2: 232, y2: 161 },
      ])
  })

  await test.step('verify, and go to the next image', async () => {
    await press('Space')
    await expect.poll(() => valueIn(project, "SELECT review FROM image WHERE path = 'a.jpg'")).toBe('verified')
    await press('d')
    await expect(studio.annotate.canvas).toHaveAccessibleName(/b\.jpg/)
  })

  await test.step('export', async () => {
    await press('Control+1', 'Control+Shift+E')
    await tabTo(window, window.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }))
    await press('Enter')
    const target = join(studio.folder, 'keys-yolo')
    await expect.poll(() => existsSync(join(target, 'data.yaml'))).toBe(true)
    expect(readFileSync(join(target, 'data.yaml'), 'utf8')).toContain('cat')
  })
})
