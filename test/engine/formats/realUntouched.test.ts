/** Real files come back letter by letter when nobody touched them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coco } from '../../../main/engine/formats/coco.ts'
import { kitti } from '../../../main/engine/formats/kitti.ts'
import { voc } from '../../../main/engine/formats/voc.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { realData, writtenAgain } from './support.ts'

const folder = realData()
const huge = { width: 100_000, height: 100_000 }
const textsOf = (path: string, ending: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder!, path))
      .filter((name) => name.endsWith(ending))
      .map((name) => [name, readFileSync(join(folder!, path, name), 'utf8')]),
  )

describe.skipIf(folder === null)('untouched', () => {
  it.each(['bccd', 'raccoon'])('VOC files of %s', async (set) => {
    const files = textsOf(`${set}/annotations`, '.xml')
    // Two objects without area are left out.
    for (const name of ['BloodImage_00338.xml', 'BloodImage_00343.xml']) delete files[name]
    const sizes = Object.fromEntries(Object.keys(files).map((name) => [name.replace(/xml$/, 'jpg'), huge]))
    const { texts } = await writtenAgain(voc, files, sizes)
    for (const [name, text] of Object.entries(files)) expect(texts[`Annotations/${name}`]).toBe(text)
  })

  it('VOC files from everywhere', async () => {
    const files = textsOf('wild', '.xml')
    for (const name of Object.keys(files)) if (/zero_area|^cvat/.test(name)) delete files[name]
    const sizes = Object.fromEntries(Object.keys(files).map((name) => [name.replace(/xml$/, 'jpg'), huge]))
    const { texts } = await writtenAgain(voc, files, sizes)
    expect(Object.keys(files)).toHaveLength(11)
    for (const [name, text] of Object.entries(files)) expect(texts[`Annotations/${name}`]).toBe(text)
  })

  it('KITTI files', async () => {
    const files = textsOf('wild', '.txt')
    for (const name of Object.keys(files)) if (!name.startsWith('kitti_')) delete files[name]
    const sizes = Object.fromEntries(Object.keys(files).map((name) => [name.replace(/txt$/, 'png'), huge]))
    const { texts } = await writtenAgain(kitti, files, sizes)
    expect(Object.keys(files)).toHaveLength(4)
    for (const [name, text] of Object.entries(files)) expect(texts[`training/label_2/${name}`]).toBe(text)
  })

  it.each([
    ['yolo_crlf_16digits.txt', 'yolo_crlf_classes.txt'],
    ['yolo_labelimg(3).txt', 'yolo_labelimg_classes_nofinalnl.txt'],
    ['yolo_seg_coco128.txt', null],
  ])('the YOLO file %s', async (name, classes) => {
    const files = textsOf('wild', '.txt')
    const eighty = readFileSync(join(folder!, 'wild/yaml_coco128_dict80.yaml'), 'utf8')
    const list: Record<string, string> = classes ? { 'classes.txt': files[classes]! } : { 'data.yaml': eighty }
    const { texts } = await writtenAgain(yolo, { ...list, 'labels/a.txt': files[name]! }, { 'a.jpg': huge })
    expect(texts['labels/a.txt']).toBe(files[name])
  })

  it.each([
    'coco_kaggle_relaxed.json',
    'coco_keypoints.json',
    'coco_labelme2coco_polygons.json',
    'coco_person_keypoints_rle.json',
    'coco_rle_crowd_noncontiguous.json',
    'coco_roboflow_datumaro.json',
    'coco_roboflow_facemask_val.json',
    'coco_trainval_polygons_numeric_names.json',
    'coco_xany_background0.json',
  ])('the COCO file %s', async (name) => {
    const text = readFileSync(join(folder!, 'wild', name), 'utf8')
    const images: { file_name: string; width: number; height: number }[] = JSON.parse(text).images
    const sizes = Object.fromEntries(images.map(({ file_name, width, height }) => [file_name, { width, height }]))
    const { texts } = await writtenAgain(coco, { 'a.json': text }, sizes)
    expect(texts['annotations/instances_default.json']).toBe(text)
  })
})
