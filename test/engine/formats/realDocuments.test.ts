/** Documents of other tools as people have them. Expected numbers were worked out with Python's json and csv modules. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type { FormatId } from '../../../main/engine/formats/format.ts'
import { detectFormat, formatOf } from '../../../main/engine/formats/index.ts'
import { cornersOf, kindsOf, readAll, realData, writtenAgain } from './support.ts'

const folder = realData()
const wild = (name: string): string => readFileSync(join(folder!, 'wild', name), 'utf8')
const read = (id: FormatId, name: string) => readAll(formatOf(id), memoryTree({ [name]: wild(name) }))
const boxesOf = ({ images }: Awaited<ReturnType<typeof read>>) =>
  images.flatMap(({ references, boxes }) => boxes.map((box) => [references[0], box.className, ...cornersOf(box)]))

describe.skipIf(folder === null)('documents from everywhere', () => {
  it.each([
    ['cvat_for_images.xml', 'cvat'],
    ['coco_result_bbox.json', 'cocoResults'],
    ['coco_roboflow_facemask_val.json', 'coco'],
    ['createml_datumaro.json', 'createml'],
    ['createml_labelstudio_style.json', 'createml'],
    ['labelme_primitives.json', 'labelme'],
    ['labelme_rectangle.json', 'labelme'],
    ['labelstudio_percent_rect.json', 'labelstudio'],
    ['labelstudio_polygons.json', 'labelstudio'],
    ['openimages_bbox.csv', 'openimages'],
    ['tf_csv_raccoon.csv', 'csv'],
    ['vott_export.csv', 'csv'],
    ['voc_kitti_minimal.xml', 'voc'],
    ['yolo_obb_dota.txt', 'yolo'],
    ['kitti_datumaro.txt', 'kitti'],
  ])('%s is recognised as %s', async (name, id) => {
    const { format, candidates } = await detectFormat(memoryTree({ [name]: wild(name) }))
    expect(format?.id).toBe(id)
    expect(candidates).toHaveLength(1)
  })

  it('CreateML of Datumaro', async () => {
    expect(boxesOf(await read('createml', 'createml_datumaro.json'))).toEqual([
      ['train_001.jpg', 'label_0', 0.5, 0.5, 3.5, 1.5],
      ['train_002.jpg', 'label_1', -1, -2, 1, 2],
    ])
  })

  it('CreateML with an entry for each box, other names and class numbers', async () => {
    const result = await read('createml', 'createml_labelstudio_style.json')
    expect(
      result.images.map(({ references, boxes }) => [references[0], boxes.map(({ className }) => className)]),
    ).toEqual([
      ['images/e9c43894-1.jpeg', ['0', '0', '1']],
      ['images/1c65eca2-2.jpeg', ['0']],
      ['images/af4ccd95-IMG_5661.jpeg', ['0']],
    ])
    // 768 - 1529.717791411043 / 2
    expect(result.images[0]!.boxes[0]!.x1).toBeCloseTo(3.1411042944785, 10)
  })

  it('LabelMe with every kind of shape', async () => {
    const result = await read('labelme', 'labelme_primitives.json')
    const radius = Math.hypot(30, 41)
    expect(boxesOf(result)).toEqual([
      ['labelme_primitives', 'rectangle', 32, 35, 132, 135],
      ['labelme_primitives', 'circle', 195 - radius, 84 - radius, 195 + radius, 84 + radius],
      ['labelme_primitives', 'rectangle', 391, 33, 542, 135],
      ['labelme_primitives', 'polygon', 45, 318, 198, 406],
      ['labelme_primitives', 'octagon', 417.39759036144574, 305, 516.3975903614457, 404],
    ])
    expect(kindsOf(result.problems)).toEqual(['polygon-boxed', 'extras-kept'])
  })

  it('LabelMe with rectangles', async () => {
    expect(boxesOf(await read('labelme', 'labelme_rectangle.json')).map((box) => box.slice(2))).toEqual([
      [91, 107, 240, 330],
      [178, 110, 298, 282],
      [254.38461538461536, 115.38461538461539, 369.38461538461536, 292.38461538461536],
      [395, 81, 447, 117],
    ])
  })

  it('Label Studio with two annotations of one task, of which the newer counts', async () => {
    const result = await read('labelstudio', 'labelstudio_percent_rect.json')
    expect(result.images.map(({ references, size }) => [references, size])).toEqual([
      [['image1'], { width: 2800, height: 2800 }],
      [['image2'], { width: 2800, height: 2800 }],
    ])
    const [first, , third] = result.images.flatMap(({ boxes }) => boxes)
    expect(first).toMatchObject({ className: 'parasites', x1: 0.3788706739526412, y1: 0.7176684881602914 })
    expect(third).toMatchObject({ className: 'white', x1: 0.19672131147540983, y1: 0.4972677595628415 })
    expect(kindsOf(result.problems)).toEqual(['annotations-several'])
  })

  it('Label Studio with a polygon', async () => {
    const [box] = boxesOf(await read('labelstudio', 'labelstudio_polygons.json'))
    expect(box!.slice(0, 2)).toEqual(['image2', 'Airplane'])
    const percent = [60, 14.876037504577349, 90.45871559633028, 83.7465564738292]
    expect(box!.slice(2)).toEqual(percent.map((value) => expect.closeTo(value / 100, 12)))
  })

  it('CVAT with the same images in three subsets', async () => {
    const result = await read('cvat', 'cvat_for_images.xml')
    const own = (subset: string) => [
      [`${subset}/img0.jpg`, 'label1', 0, 2, 4, 4],
      [`${subset}/img1.jpg`, 'label1', 1, 2, 6, 5],
    ]
    expect(boxesOf(result)).toEqual([...own('Test'), ...own('Train'), ...own('Validation')])
    expect(result.images.map(({ split }) => split)).toEqual(['test', 'test', 'train', 'train', 'val', 'val'])
    expect(result.classes).toEqual([['label1', 'label2']])
  })

  it('tables of TensorFlow, VoTT and OpenImages', async () => {
    const raccoons = await read('csv', 'tf_csv_raccoon.csv')
    const boxes = raccoons.images.flatMap((image) => image.boxes)
    expect([raccoons.images.length, boxes.length]).toEqual([200, 217])
    expect([sum(boxes.map(({ x2 }) => x2)), sum(boxes.map(({ y1 }) => y1))]).toEqual([79820, 9474])
    expect(boxesOf(await read('csv', 'vott_export.csv'))).toEqual([
      ['img0003.jpg', 'helmet', 6.7, 10.3, 10, 15],
      ['img0003.jpg', 'person', 13.7, 20.2, 45.6, 63.6],
      ['img0004.jpg', 'helmet', 1, 2, 2, 4],
    ])
    expect(boxesOf(await read('openimages', 'openimages_bbox.csv'))).toEqual([['b', '/m/0', 0.2, 0.3, 1, 0.5]])
  })

  it('COCO results without a file that names their ids', async () => {
    const result = await read('cocoResults', 'coco_result_bbox.json')
    const boxes = result.images.flatMap((image) => image.boxes)
    expect([result.images.length, boxes.length, new Set(boxes.map(({ className }) => className)).size]).toEqual([
      99, 734, 75,
    ])
    expect(sum(boxes.map(({ score }) => score!))).toBeCloseTo(366.354, 9)
    expect(sum(boxes.map(({ x2 }) => x2))).toBeCloseTo(247250.95, 6)
    expect(result.images[0]!.references).toEqual(['42', '000000000042'])
    expect(kindsOf(result.problems)).toEqual(['class-list-missing'])
  })

  it('COCO captions have no boxes, and say so for each', async () => {
    const { images, problems } = await read('coco', 'coco_captions_no_categories.json')
    expect(images.map(({ boxes }) => boxes.length)).toEqual([0])
    expect(problems.map(({ message }) => message)).toEqual([
      'annotation 1 of b.jpg: is of category 0, which is not in "categories"; it was left out',
      'annotation 2 of b.jpg: is of category 0, which is not in "categories"; it was left out',
    ])
  })

  it('a class list among label files is none of them', async () => {
    const tree = memoryTree({
      'labels/classes.txt': wild('yolo_space_paren_classes.txt'),
      'labels/a (1).txt': '0 0.5 0.5 0.2 0.2\n',
    })
    const { images, classes } = await readAll(formatOf('yolo'), tree)
    expect([images.length, classes]).toEqual([1, [['qingxin']]])
  })
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe.skipIf(folder === null)('untouched documents', () => {
  const huge = { width: 100_000, height: 100_000 }

  it.each([
    ['createml_datumaro.json', 'createml', '_annotations.createml.json', ['train_001.jpg']],
    ['labelme_primitives.json', 'labelme', 'labelme_primitives.json', []],
    ['labelme_rectangle.json', 'labelme', 'labelme_rectangle.json', []],
    ['labelstudio_percent_rect.json', 'labelstudio', 'tasks.json', ['image1.jpg', 'image2.jpg']],
    ['labelstudio_polygons.json', 'labelstudio', 'tasks.json', ['image2.jpg']],
    ['tf_csv_raccoon.csv', 'csv', '_annotations.csv', []],
    ['vott_export.csv', 'csv', '_annotations.csv', ['img0004.jpg', 'img0003.jpg']],
    ['openimages_bbox.csv', 'openimages', 'annotations/train-annotations-bbox.csv', ['b.jpg']],
    ['coco_result_bbox.json', 'cocoResults', 'results_default.json', []],
    ['cvat_for_images.xml', 'cvat', 'annotations.xml', ['Train/img0.jpg', 'Test/img1.jpg']],
  ] as const)('%s comes back letter by letter', async (name, id, path, images) => {
    const result = await read(id, name)
    const given = result.images.map(({ references, size }) => [references[0]!, size ?? huge] as const)
    const sizes = given.map(
      ([reference, size]) => [/\.\w+$/.test(reference) ? reference : `${reference}.jpg`, size] as const,
    )
    expect(images.every((image) => sizes.some(([known]) => known === image))).toBe(true)
    const { texts } = await writtenAgain(formatOf(id), { [name]: wild(name) }, Object.fromEntries(sizes))
    const text = wild(name)
    if (name === 'createml_datumaro.json') {
      // The second box reaches out of its image and is cut there.
      expect(texts[path]!.split('train_002')[0]).toBe(text.split('train_002')[0])
      return
    }
    expect(texts[path]).toBe(text)
  })
})
