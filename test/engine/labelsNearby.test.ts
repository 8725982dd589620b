/** Where labels usually lie is looked at, and only what a format is sure of is offered. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testEngine, writePicture } from '../support/engine.ts'

const voc =
  '<annotation><filename>a.jpg</filename><size><width>8</width><height>8</height></size><object><name>cat</name>' +
  '<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>'
const coco = JSON.stringify({
  images: [{ id: 1, file_name: 'a.jpg', width: 8, height: 8 }],
  categories: [{ id: 1, name: 'cat' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 4, 4] }],
})

async function nearby(image: string, files: Readonly<Record<string, string>>) {
  const engine = testEngine()
  const at = (path: string) => join(engine.folder, 'set', path)
  await writePicture(at(`${image}/a.jpg`))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(at(path), '..'), { recursive: true })
    writeFileSync(at(path), content)
  }
  await engine.call('project.create', { path: join(engine.folder, 'p') })
  await engine.ended(await engine.call('roots.add', { path: at(image) }))
  const found = await engine.call('import.nearby', {})
  return found.map(({ path, ...rest }) => ({ path: path.slice(at('').length + 1), ...rest }))
}

it('labels among the images, in folders beside them and in files beside them', async () => {
  const found = await nearby('images', {
    'images/a.xml': voc,
    'Annotations/a.xml': voc,
    'instances.json': coco,
    'package.json': '{"name": "something else"}',
    'unrelated/a.xml': voc,
  })
  expect(found).toEqual([
    { path: 'images', format: 'voc', labelFiles: 1 },
    { path: 'Annotations', format: 'voc', labelFiles: 1 },
    { path: 'instances.json', format: 'coco', labelFiles: 1 },
  ])
})

it('labels/train for images/train', async () => {
  const found = await nearby('images/train', {
    'labels/train/a.txt': '0 0.5 0.5 0.5 0.5\n',
    'labels/classes.txt': 'cat\n',
  })
  expect(found).toEqual([{ path: 'labels', format: 'yolo', labelFiles: 1 }])
})

it('labels beside a zip that is broken', async () => {
  expect(await nearby('images', { 'broken.zip': 'no zip at all', 'instances.json': coco })).toEqual([
    { path: 'instances.json', format: 'coco', labelFiles: 1 },
  ])
})

it('nothing where there is nothing', async () => {
  expect(await nearby('images', {})).toEqual([])
})
