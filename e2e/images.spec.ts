import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

const picture = { x: 400, y: 300 }

test('files that come, go and break while the project is open are noticed and named', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'watched.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await expect(studio.images.tiles).toHaveCount(2)

  await test.step('a new file appears in the list by itself', async () => {
    await makePictures(folder, ['img10.jpg', 'img9.jpg'])
    await expect(studio.images.tiles).toHaveCount(4)
    await expect.poll(() => studio.images.names()).toEqual(['a.jpg', 'b.jpg', 'img9.jpg', 'img10.jpg'])
    expect(valueIn(project, 'SELECT count(*) FROM image')).toBe(4)
  })

  await test.step('a broken one is named with its reason', async () => {
    writeFileSync(join(folder, 'broken.jpg'), 'no picture')
    await expect
      .poll(() => valueIn(project, "SELECT error FROM image WHERE path = 'broken.jpg'"))
      .toBe('not an image, or its header is damaged; replace it with a sound copy')
    await studio.images.openImage('broken.jpg')
    await expect(studio.window.getByRole('alert')).toContainText('not an image, or its header is damaged')
    await studio.annotate.press('Space')
    await expect(studio.window.getByText(/^broken\.jpg cannot be shown, so it was not verified/)).toBeVisible()
    expect(valueIn(project, "SELECT review FROM image WHERE path = 'broken.jpg'")).toBeNull()
    await studio.images.show()
  })

  await test.step('a removed one is marked, and stays in the project', async () => {
    rmSync(join(folder, 'b.jpg'))
    await expect
      .poll(() => valueIn(project, "SELECT error FROM image WHERE path = 'b.jpg'"))
      .toBe('the file is not there any more')
    await expect(studio.images.tiles).toHaveCount(5)
  })
})

test('a folder that moved is found again with its boxes', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const project = join(studio.folder, 'moved.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(0)
  await studio.annotate.typeClass('cat')
  await studio.annotate.press('w')
  await studio.annotate.drag(picture, { x: 40, y: 30 }, { x: 160, y: 130 })
  await studio.annotate.expectBoxes(1)

  const elsewhere = join(studio.folder, 'elsewhere')
  renameSync(folder, elsewhere)
  await studio.images.show()
  await studio.answerDialogs(elsewhere)
  await studio.window.getByRole('button', { name: 'Find folder…' }).click()
  const dialog = studio.window.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Browse' }).click()
  await expect(dialog).toContainText('2 of 2 images found')
  expect(valueIn(project, 'SELECT path FROM root')).toBe(folder)
  await dialog.getByRole('button', { name: 'Link', exact: true }).click()
  await expect.poll(() => valueIn(project, 'SELECT path FROM root')).toBe(elsewhere)
  await expect.poll(() => valueIn(project, 'SELECT count(*) FROM image WHERE error IS NOT NULL')).toBe(0)
  expect(boxesIn(project)).toMatchObject([{ image: 'a.jpg', category: 'cat' }])
  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(1)
})

/** Holds files over the middle of the window, and lets them go when the page says what it would do. */
async function drop(studio: Studio, files: readonly string[], promise: string): Promise<void> {
  const devtools = await studio.window.context().newCDPSession(studio.window)
  const move = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', {
      type,
      x: 640,
      y: 400,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    })
  await move('dragEnter')
  await move('dragOver')
  await expect(studio.window.getByText(promise)).toBeVisible()
  // The window has to have said that it takes them, which it does in a frame of its own.
  for (let frame = 0; frame < 3; frame++) {
    await move('dragOver')
    await studio.window.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  await move('drop')
  await expect(studio.window.getByText(promise)).toBeHidden()
}

test('files and folders are dropped on the window: a project begins, grows, and labels come in', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const more = await makePictures(join(studio.folder, 'more'), ['b.jpg', 'c.jpg'])
  const project = join(studio.folder, 'dropped.boxwright')
  await studio.open()

  await test.step('a folder on the start screen begins a project', async () => {
    await studio.answerDialogs(project)
    await drop(studio, [folder], 'Drop here to begin')
    await expect(studio.images.tiles).toHaveCount(1)
  })

  await test.step('a mixed drop is sorted out: a picture brings its folder, the rest is named', async () => {
    const letter = join(studio.folder, 'letter.pdf')
    writeFileSync(letter, '')
    await drop(studio, [join(more, 'b.jpg'), letter], 'Drop here for dropped')
    await expect(studio.images.tiles).toHaveCount(3)
    await expect(
      studio.window.getByText(/neither an image, a label file nor a project: letter\.pdf/).first(),
    ).toBeVisible()
    expect(valueIn(project, 'SELECT count(*) FROM root')).toBe(2)
  })

  await test.step('label files open the import with them', async () => {
    const labels = join(studio.folder, 'labels')
    mkdirSync(labels)
    writeFileSync(
      join(labels, 'a.xml'),
      `<annotation><filename>a.jpg</filename><size><width>400</width><height>300</height><depth>3</depth></size>
       <object><name>cat</name><bndbox><xmin>11</xmin><ymin>21</ymin><xmax>100</xmax><ymax>120</ymax></bndbox></object></annotation>`,
    )
    await drop(studio, [join(labels, 'a.xml')], 'Drop here for dropped')
    await expect(studio.window.getByRole('dialog')).toContainText('VOC')
    await studio.window.keyboard.press('Escape')
  })

  await test.step('a project file opens', async () => {
    await studio.window.getByRole('button', { name: 'Close project' }).click()
    await drop(studio, [project], 'Drop here to begin')
    await expect(studio.images.tiles).toHaveCount(3)
  })
})

test('a project opens where it was left; a folder named at the start is added to it', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const more = await makePictures(join(studio.folder, 'more'), ['c.jpg'])
  const project = join(studio.folder, 'left.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('b.jpg')
  await studio.annotate.expectBoxes(0)
  await studio.close()

  await studio.open(project, more)
  await expect(studio.annotate.canvas).toHaveAccessibleName(/^b\.jpg, 0 boxes/)
  await expect.poll(() => valueIn(project, "SELECT count(*) FROM image WHERE path = 'c.jpg'")).toBe(1)
})

test('a picture whose file is replaced is shown anew', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'replaced.boxwright'))
  await studio.images.openImage('a.jpg')
  await studio.annotate.expectBoxes(0)
  const middle = () =>
    studio.window.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="canvas"] canvas')!
      const [red, green] = canvas.getContext('2d')!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data
      return red! > green! + 60 ? 'red' : 'grey'
    })
  await expect.poll(middle).toBe('grey')
  const red = { r: 230, g: 20, b: 20 }
  await sharp({ create: { width: 400, height: 300, channels: 3, background: red } }).toFile(join(folder, 'a.jpg'))
  await expect.poll(middle).toBe('red')
})

test('a very large picture is shown at once, and pixel for pixel as soon as its tiles are made', async ({ studio }) => {
  const folder = join(studio.folder, 'pictures')
  mkdirSync(folder)
  // Columns that are black and white in turn: made small they are grey.
  const size = { width: 16_400, height: 600 }
  const stripes = Buffer.alloc(size.width * size.height * 3, Buffer.from([0, 0, 0, 255, 255, 255]))
  await sharp(stripes, { raw: { ...size, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toFile(join(folder, 'large.png'))
  const project = join(studio.folder, 'large.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.images.openImage('large.png')
  await studio.annotate.expectBoxes(0)
  const contrast = () =>
    studio.window.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="canvas"] canvas')!
      const row = canvas.getContext('2d')!.getImageData(canvas.width / 4, canvas.height / 2, canvas.width / 2, 1).data
      const reds = row.filter((_, index) => index % 4 === 0)
      return Math.max(...reds) - Math.min(...reds)
    })
  expect(await contrast()).toBeLessThan(60)
  await expect.poll(() => valueIn(project, "SELECT state FROM job WHERE kind = 'tiles'")).toBe('done')
  const box = (await studio.annotate.canvas.boundingBox())!
  await studio.window.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const zoom = () => studio.window.getByRole('button', { name: /^Zoom \d+/ }).getAttribute('aria-label')
  await expect(async () => {
    await studio.window.mouse.wheel(0, -400)
    expect(Number(/\d+/.exec((await zoom()) ?? '')![0])).toBeGreaterThan(400)
  }).toPass()
  await expect.poll(contrast).toBe(255)
})
