/** What a dropped folder is: its format, its layout, classes and parts, before anything is written. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { testEngine } from '../../support/engine.ts'

const line = '0 0.5 0.5 0.2 0.2\n'
const object = '<object><name>car</name></object>'
const kittiLine =
  'Van 0 0 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10\nDontCare -1 -1 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10\n'
const coco = JSON.stringify({ images: [], annotations: [], categories: [{ id: 7, name: 'car' }] })

it.each([
  ['labelImg', { 'classes.txt': 'car\nbus\n', 'a.txt': line, 'b.txt': line }, ['yolo', 'flat', 2, ['car', 'bus'], []]],
  [
    'Ultralytics',
    { 'data.yaml': 'names: {0: car}', 'labels/train/a.txt': line, 'labels/val/b.txt': line },
    ['yolo', 'labelsFolder', 2, ['car'], ['train', 'val']],
  ],
  [
    'Roboflow',
    { 'data.yaml': 'names: [car]', 'train/labels/a.txt': line, 'valid/labels/b.txt': line, 'test/labels/c.txt': line },
    ['yolo', 'labelsFolder', 3, ['car'], ['train', 'val', 'test']],
  ],
  [
    'Darknet',
    { 'obj.data': 'names = obj.names', 'obj.names': 'car', 'obj_train_data/a.txt': line },
    ['yolo', 'darknet', 1, ['car'], []],
  ],
  [
    'VOC',
    {
      'Annotations/a.xml': `<annotation>${object}</annotation>`,
      'ImageSets/Main/train.txt': 'a',
      'ImageSets/Main/val.txt': 'b',
    },
    ['voc', 'devkit', 1, ['car'], ['train', 'val']],
  ],
  ['KITTI', { 'training/label_2/000000.txt': kittiLine }, ['kitti', 'label2', 1, ['Van'], []]],
  [
    'COCO',
    { 'annotations/instances_train2017.json': coco, 'annotations/instances_val2017.json': coco },
    ['coco', 'documents', 2, ['car'], ['train', 'val']],
  ],
] as const)('%s', async (_, files, [format, layout, labelFiles, classes, parts]) => {
  const { candidates } = await detectFormat(memoryTree(files))
  expect(candidates[0]).toMatchObject({ format, layout, labelFiles, classes, parts })
  expect(candidates[0]!.confidence).toBeGreaterThan(0.6)
})

it('ranks what lies together by the number of files, and names the others', async () => {
  const tree = memoryTree({
    'a.xml': `<annotation>${object}</annotation>`,
    'b.txt': line,
    'c.txt': line,
    'x.json': coco,
  })
  const { format, candidates } = await detectFormat(tree)
  expect([format?.id, candidates.map(({ format: id }) => id)]).toEqual(['yolo', ['yolo', 'voc', 'coco']])
})

it('answers over the contract, and writes nothing', async () => {
  const engine = testEngine()
  mkdirSync(join(engine.folder, 'labels'))
  writeFileSync(join(engine.folder, 'labels', 'a.txt'), line)
  writeFileSync(join(engine.folder, 'labels', 'classes.txt'), 'car\n')
  await engine.call('project.create', { path: join(engine.folder, 'test.boxwright') })
  const found = await engine.call('import.detect', { labels: join(engine.folder, 'labels') })
  expect(found).toMatchObject({ format: 'yolo', container: 'folder', reason: '1 text file with YOLO lines' })
  expect(found.candidates).toMatchObject([
    {
      format: 'yolo',
      layout: 'flat',
      labelFiles: 1,
      classes: ['car'],
      parts: [],
      confidence: 0.95,
      reason: '1 text file with YOLO lines',
    },
  ])
})
