import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTree } from '../../../main/engine/formats/fileTree.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { openZipBytes } from '../../../main/engine/formats/zipTree.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { zipOf } from '../../support/zip.ts'
import { readAll } from './support.ts'

const line = '0 0.5 0.5 0.2 0.2\n'
const roboflow = [
  { name: 'set/data.yaml', content: 'train: ../train/images\nval: ../valid/images\nnames: [차]\n' },
  { name: 'set/train/labels/가.txt', content: line },
  { name: 'set/train/images/가.jpg', content: 'no picture is read' },
  { name: 'set/valid/labels/b.txt', content: line },
  { name: '__MACOSX/set/._data.yaml', content: '\0\0' },
]

it('reads the label files of a zip where they lie', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'set.zip')
  writeFileSync(path, zipOf(roboflow))
  const tree = await openTree(path)
  const { images, problems } = await readAll(yolo, tree)
  expect(images.map(({ references, split, boxes }) => [references[0], split, boxes[0]!.className])).toEqual([
    ['set/train/labels/가', 'train', '차'],
    ['set/valid/labels/b', 'val', '차'],
  ])
  expect(problems).toEqual([])
})

it('says what it holds', async () => {
  const tree = await openZipBytes(zipOf(roboflow))
  const { format, candidates } = await detectFormat(tree)
  expect([tree.container, format?.id]).toEqual(['zip', 'yolo'])
  expect(candidates[0]).toMatchObject({
    labelFiles: 2,
    layout: 'labelsFolder',
    classes: ['차'],
    parts: ['train', 'val'],
  })
})

it.each(['../evil.txt', 'labels/../../evil.txt', '/etc/evil.txt', 'C:\\evil.txt', '..\\evil.txt'])(
  'refuses a zip with a file called %s',
  async (name) => {
    const opening = openZipBytes(
      zipOf([
        { name: 'labels/a.txt', content: line },
        { name, content: line },
      ]),
    )
    await expect(opening).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('cannot be read as a zip'),
    })
  },
)

it('does not unpack what would fill the memory, and reads the rest', async () => {
  const bomb = { name: 'labels/b.txt', content: Buffer.alloc(50_000_000) }
  const tree = await openZipBytes(zipOf([{ name: 'labels/a.txt', content: line }, bomb]))
  const { images, problems } = await readAll(yolo, tree)
  expect(images.map(({ sourceFile }) => sourceFile)).toEqual(['labels/a.txt'])
  expect(problems).toMatchObject([{ kind: 'class-list-missing' }, { kind: 'file-unreadable', file: 'labels/b.txt' }])
})

it('is not fooled by a size that is a lie', async () => {
  const tree = await openZipBytes(zipOf([{ name: 'labels/b.txt', content: line.repeat(1000), claimedSize: 10 }]))
  expect((await readAll(yolo, tree)).problems).toMatchObject([
    { kind: 'class-list-missing' },
    { kind: 'file-unreadable' },
  ])
})

it.each([[''], ['no zip'], ['PK\x05\x06']])('refuses %j', async (text) => {
  await expect(openZipBytes(Buffer.from(text))).rejects.toMatchObject({ code: 'file-unreadable' })
})
