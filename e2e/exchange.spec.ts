import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipOf } from '../test/support/zip.ts'
import { makePictures } from './pictures.ts'
import { boxesIn, valueIn } from './projectFile.ts'
import { expect, type Studio, test } from './studio.ts'

/** Pictures with YOLO labels beside them: one line is wrong, one file has no picture. */
async function labelledFolder(studio: Studio): Promise<string> {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  writeFileSync(join(folder, 'classes.txt'), 'Cats\ndog\n')
  writeFileSync(join(folder, 'a.txt'), '0 0.5 0.5 0.5 0.5\n7 0.5 0.5 0.1 0.1\n')
  writeFileSync(join(folder, 'b.txt'), '1 0.25 0.25 0.5 0.5\n')
  writeFileSync(join(folder, 'zebra.txt'), '0 0.5 0.5 0.5 0.5\n')
  return folder
}

test('labels are recognised, looked at, mapped, imported with a report, and undone in one step', async ({ studio }) => {
  const folder = await labelledFolder(studio)
  const project = join(studio.folder, 'exchange.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.callEngine('categories.add', { name: 'cat' })
  const dialog = await studio.images.recogniseLabels(folder)
  await expect(dialog.getByRole('region', { name: 'What was found' })).toContainText('Cats, dog')
  await dialog.getByRole('button', { name: 'Look first' }).click()

  await test.step('the similar class is proposed, and nothing is written yet', async () => {
    await expect(dialog.getByLabel('What Cats becomes')).toHaveValue('1')
    await expect(dialog.getByLabel('What dog becomes')).toHaveValue('new')
    expect(boxesIn(project)).toEqual([])
  })
  await test.step('the list tells every file, and can be searched by group and word', async () => {
    const list = dialog.getByRole('region', { name: 'Entries' })
    await expect(list).toContainText('a.txt:2')
    await dialog.getByRole('button', { name: /^unmatched/ }).click()
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list).toContainText('zebra.txt')
    await dialog.getByRole('button', { name: /^unmatched/ }).click()
    await dialog.getByLabel('Search files and reasons').fill('b.txt')
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list).toContainText('1 box for b.jpg')
    await dialog.getByLabel('Search files and reasons').fill('')
  })
  await dialog.getByLabel('What dog becomes').selectOption('skip')
  await dialog.getByRole('button', { name: 'Import 1 box' }).click()
  await expect(dialog.getByText('1 box imported as YOLO (txt)')).toBeVisible()
  expect(boxesIn(project)).toMatchObject([{ image: 'a.jpg', category: 'cat', x1: 100, y1: 75, x2: 300, y2: 225 }])

  await test.step('the report is saved as a table', async () => {
    const saved = join(studio.folder, 'report.csv')
    await studio.answerDialogs(saved)
    await dialog.getByRole('button', { name: 'CSV' }).click()
    await expect.poll(() => readFileSync(saved, 'utf8').split('\r\n')[1]).toContain('unmatched,zebra.txt')
  })
  await studio.callEngine('history.undo', {})
  expect(boxesIn(project)).toEqual([])
})

test('a Korean window says in Korean what an import found, and is searched in Korean', async ({ studio }) => {
  const folder = await labelledFolder(studio)
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'korean.boxwright'))
  await studio.setPreferences({ theme: 'dark', language: 'ko' })
  await studio.window.keyboard.press('Control+i')
  const dialog = studio.window.getByRole('dialog')
  const path = dialog.getByLabel('라벨이 있는 폴더나 파일')

  await test.step('why nothing was recognised', async () => {
    const empty = join(studio.folder, 'empty')
    mkdirSync(empty)
    await path.fill(empty)
    await path.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('COCO 결과: 검출의 JSON 목록이 없습니다')
  })
  await test.step('what is wrong with a line', async () => {
    await path.fill(folder)
    await path.press('Enter')
    await dialog.getByRole('button', { name: '먼저 보기' }).click()
    const list = dialog.getByRole('region', { name: '항목' })
    await expect(list).toContainText('클래스 7이(가) classes.txt에 없습니다(0부터 이름 2개). 박스를 뺐습니다')
    await dialog.getByLabel('파일과 이유 검색').fill('프로젝트에 없습니다')
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list).toContainText('zebra.txt')
  })
})

test('labels beside the images are offered, and Enter leads through the whole import', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'set', 'images'), ['a.jpg'])
  const labels = join(studio.folder, 'set', 'labels')
  mkdirSync(labels)
  writeFileSync(join(labels, 'classes.txt'), 'cat\n')
  writeFileSync(join(labels, 'a.txt'), '0 0.5 0.5 0.5 0.5\n')
  const project = join(studio.folder, 'beside.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.window.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = studio.window.getByRole('dialog')
  const offered = dialog.getByRole('region', { name: 'Labels with your images' }).getByRole('button', { name: /YOLO/ })
  const field = dialog.getByLabel('Folder or file with labels')
  await offered.click()
  await expect(field).toHaveValue(labels)

  // By keys, the empty field takes what it shows.
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await studio.window.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(offered).toBeVisible()
  await expect(field).toBeFocused()
  await field.press('Enter')
  await expect(field).toHaveValue(labels)
  await expect(dialog.getByRole('button', { name: 'Look first' })).toBeEnabled()
  await dialog.getByLabel('Folder or file with labels').press('Enter')
  await expect(dialog.getByRole('button', { name: 'Import 1 box' })).toBeEnabled()
  await studio.window.keyboard.press('Enter')
  await expect(dialog.getByText('1 box imported as YOLO (txt)')).toBeVisible()
  expect(boxesIn(project)).toMatchObject([{ image: 'a.jpg', category: 'cat' }])
})

test('an import of nothing says why', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const labels = join(studio.folder, 'labels')
  mkdirSync(labels)
  await studio.open()
  await studio.start.openFolder(folder, join(studio.folder, 'nothing.boxwright'))
  const dialog = await studio.images.recogniseLabels(labels)
  await expect(dialog.getByRole('alert')).toContainText('No label files of a known format')
  await expect(dialog.getByRole('button', { name: 'Look first' })).toBeDisabled()
  writeFileSync(join(labels, 'classes.txt'), 'cat\n')
  writeFileSync(join(labels, 'zebra.txt'), '0 0.5 0.5 0.5 0.5\n')
  await dialog.getByLabel('Folder or file with labels').fill(`${labels}/`)
  await dialog.getByLabel('Folder or file with labels').press('Enter')
  await dialog.getByRole('button', { name: 'Look first' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Nothing would come in')
  await expect(dialog.getByRole('button', { name: /^Import/ })).toBeDisabled()
  await expect(dialog.getByRole('region', { name: 'Entries' })).toContainText('zebra.txt')
})

test('labels whose images the project does not have bring the folder along', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const source = join(studio.folder, 'source')
  await makePictures(join(source, 'images'), ['x.jpg'])
  mkdirSync(join(source, 'labels'))
  writeFileSync(join(source, 'classes.txt'), 'cat\n')
  writeFileSync(join(source, 'labels', 'x.txt'), '0 0.5 0.5 0.5 0.5\n')
  const project = join(studio.folder, 'offer.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  const dialog = await studio.images.recogniseLabels(source)
  await dialog.getByRole('button', { name: 'Add the folder' }).click()
  await dialog.getByRole('button', { name: 'Look first' }).click()
  await dialog.getByRole('button', { name: 'Import 1 box' }).click()
  await expect(dialog.getByText('1 box imported as YOLO (txt)')).toBeVisible()
  expect(boxesIn(project)).toMatchObject([{ image: 'images/x.jpg', category: 'cat' }])
  expect(valueIn(project, 'SELECT count(*) FROM root')).toBe(2)
})

test('a zip brings its images along: they are unpacked into a folder of their own, and its labels find them', async ({
  studio,
}) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg'])
  const zip = join(studio.folder, 'set.zip')
  const picture = readFileSync(join(folder, 'a.jpg'))
  writeFileSync(
    zip,
    zipOf([
      { name: 'data.yaml', content: 'train: train/images\nval: valid/images\nnames: [cat]\n' },
      { name: 'train/images/x.jpg', content: picture },
      { name: 'train/images/broken.jpg', content: picture, claimedChecksum: 1 },
      { name: 'train/labels/x.txt', content: '0 0.5 0.5 0.5 0.5\n' },
      { name: 'valid/images/y.jpg', content: picture },
      { name: 'valid/labels/y.txt', content: '0 0.25 0.25 0.5 0.5\n' },
    ]),
  )
  const project = join(studio.folder, 'zip.boxwright')
  await studio.open()
  await studio.start.openFolder(folder, project)
  const dialog = await studio.images.recogniseLabels(zip)
  const offer = dialog.getByRole('region', { name: 'Images in the zip' })
  await expect(offer).toContainText('3 images in this zip')
  await expect(offer.getByRole('textbox')).toHaveAttribute('placeholder', join(studio.folder, 'set'))
  await offer.getByRole('textbox').fill(join(studio.folder, 'unpacked'))
  await offer.getByRole('button', { name: 'Unpack and add' }).click()
  await expect(dialog.getByText('2 images unpacked and added')).toBeVisible()
  await expect(dialog.getByText('broken.jpg')).toBeVisible()
  await dialog.getByRole('button', { name: 'Look first' }).click()
  await dialog.getByRole('button', { name: 'Import 2 boxes' }).click()
  await expect(dialog.getByText('2 boxes imported as YOLO (txt)')).toBeVisible()
  const byImage = boxesIn(project).sort((a, b) => a.image.localeCompare(b.image))
  expect(byImage).toMatchObject([
    { image: 'train/images/x.jpg', category: 'cat', x1: 100, y1: 75 },
    { image: 'valid/images/y.jpg', category: 'cat', x1: 0, y1: 0 },
  ])
  expect(readdirSync(join(studio.folder, 'unpacked', 'train', 'images'))).toEqual(['x.jpg'])
  expect(readdirSync(studio.folder).filter((name) => name.endsWith('.partial'))).toEqual([])
})

test('an export tells what would be lost, asks about a folder that is there, and appears whole', async ({ studio }) => {
  const folder = await makePictures(join(studio.folder, 'pictures'), ['a.jpg', 'b.jpg'])
  const labels = join(studio.folder, 'labels')
  mkdirSync(labels)
  writeFileSync(
    join(labels, 'a.xml'),
    `<annotation verified="yes"><filename>a.jpg</filename><size><width>400</width><height>300</height></size><object><name>cat</name>
     <difficult>1</difficult><bndbox><xmin>100</xmin><ymin>75</ymin><xmax>300</xmax><ymax>225</ymax></bndbox></object></annotation>`,
  )
  const project = join(studio.folder, 'export.boxwright')
  const out = join(studio.folder, 'out')
  mkdirSync(out)
  writeFileSync(join(out, 'mine.txt'), 'mine')
  await studio.open()
  await studio.start.openFolder(folder, project)
  await studio.callEngine('import.start', { labels, format: 'voc', dryRun: false })
  await expect.poll(() => boxesIn(project).length).toBe(1)

  await studio.images.exportButton.click()
  const dialog = studio.window.getByRole('dialog')
  await expect(dialog.getByText('1 box in 1 image would be written')).toBeVisible()
  await expect(dialog.getByText('YOLO (txt) has no place for “difficult”: 1 box')).toBeVisible()
  await expect(dialog.getByText('YOLO (txt) does not keep that boxes were verified: 1 image')).toBeVisible()
  await expect(dialog.getByText('1 image left out: unlabelled')).toBeVisible()

  await dialog.getByLabel('New folder').fill(out)
  await expect(dialog.getByText('There is such a folder already')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled()
  await dialog.getByLabel('Keep it as out.old').check()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText('written and read back')).toBeVisible()
  expect(readFileSync(join(out, 'labels', 'a.txt'), 'utf8')).toBe('0 0.500000 0.500000 0.500000 0.500000\n')
  expect(readdirSync(join(out, 'images'))).toEqual(['a.jpg'])
  expect(readdirSync(`${out}.old`)).toEqual(['mine.txt'])

  await test.step('choices are remembered for each format', async () => {
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await studio.images.exportButton.click()
    await dialog.getByLabel('Image files').selectOption('none')
    await dialog.getByLabel('Format').selectOption('coco')
    await expect(dialog.getByLabel('Image files')).toHaveValue('copy')
    await dialog.getByLabel('Format').selectOption('yolo')
    await expect(dialog.getByLabel('Image files')).toHaveValue('none')
  })
})
