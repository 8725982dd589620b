/** Through a real project: label files that were imported and not touched are exported as they were. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import type { ImportFormat } from '../../shared/reports.ts'
import { testEngine, writePicture } from '../support/engine.ts'

const xml = `<?xml version="1.0"?>
<annotation verified="yes"><filename>a.jpg</filename><size><width>64</width><height>48</height><depth>3</depth></size><owner>me</owner>
 <object><name>차</name><bndbox><xmin>1.50</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox><part><name>wheel</name></part></object>
</annotation>`
const coco = `{"info": {"year": 2020}, "licenses": [{"id": 3, "name": "CC"}],
 "images": [{"license": 3, "id": 70, "file_name": "b.jpg", "width": 64, "height": 48}, {"id": 9, "file_name": "a.jpg", "width": 64, "height": 48}],
 "annotations": [{"id": 5, "image_id": 9, "category_id": 44, "bbox": [1.0, 2.50, 10, 11], "area": 7.25, "iscrowd": 0, "segmentation": [[1, 2, 3, 4, 5, 6]]}, {"id": 4, "image_id": 70, "category_id": 2, "bbox": [0, 0, 5e0, 5], "area": 25, "iscrowd": 0}],
 "categories": [{"supercategory": "x", "id": 44, "name": "car"}, {"id": 2, "name": "unused 1"}]}
`
const labelme = `{"version": "4.0.0", "flags": {"night": true}, "shapes": [
  {"label": "car", "points": [[30.0, 20.0], [10.5, 4.0]], "group_id": 7, "shape_type": "rectangle", "flags": {}}, {"label": "tip", "points": [[3, 3]], "shape_type": "point"}],
 "imagePath": "a.jpg", "imageData": null, "imageHeight": 48, "imageWidth": 64}`

const cases: readonly [ImportFormat, Record<string, string>, Record<string, string>][] = [
  ['voc', { 'a.xml': xml }, { 'Annotations/a.xml': xml }],
  ['coco', { 'instances.json': coco }, { 'annotations/instances_default.json': coco }],
  ['labelme', { 'a.json': labelme }, { 'a.json': labelme }],
  [
    'yolo',
    { 'classes.txt': 'car\n', 'a.txt': '0  0.50 0.5 .25 0.25\r\n' },
    { 'labels/a.txt': '0  0.50 0.5 .25 0.25\r\n', 'classes.txt': 'car\n' },
  ],
  [
    'kitti',
    { 'label_2/a.txt': 'Car 0.1234 1 -1.5 1.5 2.25 30 40 1.67 1.87 3.69 -16.53 2.39 58.49 1.57\n' },
    { 'training/label_2/a.txt': 'Car 0.1234 1 -1.5 1.5 2.25 30 40 1.67 1.87 3.69 -16.53 2.39 58.49 1.57\n' },
  ],
  ['csv', { 't.csv': 'filename,class,xmin,ymin,xmax,ymax,who\nb.jpg,car,1.0,2,3,4,me\na.jpg,car,5,6,7,8,you\n' }, {}],
]

it.each(cases)('%s', async (format, given, expected) => {
  const engine = testEngine()
  await Promise.all(['a.jpg', 'b.jpg'].map((name) => writePicture(join(engine.folder, 'pictures', name))))
  for (const [path, text] of Object.entries(given)) {
    const file = join(engine.folder, 'labels', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  await engine.call('project.create', { path: join(engine.folder, 'test.boxwright') })
  await engine.ended(await engine.call('roots.add', { path: join(engine.folder, 'pictures') }))
  const imported = await engine.ended(
    await engine.call('import.start', { labels: join(engine.folder, 'labels'), format: 'auto', dryRun: false }),
  )
  expect(imported.error).toBeNull()
  // What undo takes away, redo brings back with all that the source held.
  await engine.call('history.undo', {})
  await engine.call('history.redo', {})
  const directory = join(engine.folder, 'out')
  const exported = await engine.ended(
    await engine.call('export.start', { format, directory, images: 'none', states: ['labelled', 'verified'] }),
  )
  expect(exported.error).toBeNull()
  const wanted = Object.keys(expected).length > 0 ? expected : { '_annotations.csv': given['t.csv']! }
  for (const [path, text] of Object.entries(wanted)) expect(readFileSync(join(directory, path), 'utf8')).toBe(text)
})
