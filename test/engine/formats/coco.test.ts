import { describe, expect, it } from 'vitest'
import { coco } from '../../../main/engine/formats/coco.ts'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { cornersOf, datasetOf, kindsOf, labelled, readAll, writeToMemory } from './support.ts'

type Entry = Record<string, unknown>

const image = { id: 40, file_name: 'a.jpg', width: 100, height: 50 }
const cat = { id: 1, image_id: 40, category_id: 7, bbox: [10, 20, 30, 5], area: 150, iscrowd: 0 }
const documentOf = (annotations: Entry[], images: Entry[] = [image], categories: Entry[] = [{ id: 7, name: 'cat' }]) =>
  JSON.stringify({ images, annotations, categories })
const read = (text: string, path = 'annotations/instances_val2017.json') => readAll(coco, memoryTree({ [path]: text }))

describe('reading COCO', () => {
  it('turns [x, y, width, height] into corners', async () => {
    const { images, problems, classes } = await read(documentOf([cat]))
    expect(images).toMatchObject([
      {
        references: ['a.jpg'],
        sourceFile: 'annotations/instances_val2017.json',
        size: { width: 100, height: 50 },
        units: 'pixels',
        boxes: [
          {
            ...labelled('cat', [10, 20, 40, 25], { extras: { coco: { row: JSON.stringify(cat), at: 0 } } }),
            line: null,
          },
        ],
        isVerified: false,
        split: 'val',
      },
    ])
    expect(problems).toEqual([])
    expect(classes).toEqual([['cat']])
  })

  it('takes the part from the folder when the file has it not', async () => {
    expect((await read(documentOf([]), 'valid/_annotations.coco.json')).images[0]!.split).toBe('val')
  })

  it('never takes a category id for a position', async () => {
    const categories = [4, 1, 90].map((id) => ({ id, name: `class of id ${id}` }))
    const annotations = [90, 4, 1].map((id) => ({ ...cat, category_id: id }))
    const { images } = await read(documentOf(annotations, [image], categories))
    expect(images[0]!.boxes.map((box) => box.className)).toEqual(['class of id 90', 'class of id 4', 'class of id 1'])
  })

  it('takes a crowd for an ignore region of its class', async () => {
    const segmentation = { counts: [0, 10, 5], size: [50, 100] }
    const crowd = { ...cat, iscrowd: 1, segmentation }
    const { images } = await read(documentOf([crowd]))
    const extras = { coco: { row: JSON.stringify(crowd) } }
    expect(images[0]!.boxes[0]).toMatchObject({ className: 'cat', ignore: true, extras })
  })

  it.each([
    [
      'a polygon of several pieces',
      {
        segmentation: [
          [10, 20, 15, 22, 12, 30],
          [40, 5, 41, 8, 42, 6],
        ],
      },
      [10, 5, 42, 30],
    ],
    // 50 rows: 103 zeros are two columns and three pixels, then four pixels from row 3 on.
    ['run lengths', { segmentation: { size: [50, 100], counts: [103, 4, 4893] } }, [2, 3, 3, 7]],
    // The same, packed by pycocotools.mask.encode.
    ['packed run lengths', { segmentation: { size: [50, 100], counts: 'W34mh4' } }, [2, 3, 3, 7]],
  ])('takes the box around %s when there is no bbox, and says so', async (_, mask, corners) => {
    const { bbox: __, ...annotation } = cat
    const { images, problems } = await read(documentOf([{ ...annotation, ...mask }]))
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual(corners)
    expect(problems).toMatchObject([{ kind: 'polygon-boxed', message: expect.stringContaining('a.jpg') }])
  })

  it('takes numbers written as text', async () => {
    const { images } = await read(documentOf([{ ...cat, image_id: '40', bbox: ['10', '20', '30.5', '5'] }]))
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([10, 20, 40.5, 25])
  })

  it('takes the attributes of CVAT and keeps those it does not know', async () => {
    const attributes = { occluded: true, truncated: 0.25, difficult: true, track_id: 3 }
    const annotation = { ...cat, attributes, keypoints: [1, 2, 2] }
    const { images } = await read(documentOf([annotation]))
    expect(images[0]!.boxes[0]).toMatchObject({ occluded: 1, truncated: 0.25, difficult: true })
    expect(images[0]!.boxes[0]!.extras).toEqual({ coco: { row: JSON.stringify(annotation), at: 0 } })
  })

  it('keeps images without annotations, verified only when the file says so', async () => {
    const { images } = await read(documentOf([], [image, { ...image, id: 41, verified: true }]))
    expect(images.map(({ boxes, isVerified }) => [boxes.length, isVerified])).toEqual([
      [0, false],
      [0, true],
    ])
  })

  it.each([
    [{ ...cat, category_id: 8 }, 'annotation 2 of a.jpg: is of category 8, which is not in "categories"'],
    [{ ...cat, image_id: 9 }, 'annotation 2: is for image 9, which is not in "images"'],
    [{ ...cat, bbox: [1, 2, 3] }, 'annotation 2 of a.jpg: has no bbox of four numbers'],
    [{ ...cat, bbox: [1, 2, null, 4] }, 'annotation 2 of a.jpg: has no bbox of four numbers'],
    [{ caption: 'a cat' }, 'annotation 2: has no image_id and category_id'],
  ])('leaves out the annotation %j alone', async (annotation, message) => {
    const { images, problems } = await read(documentOf([cat, annotation, cat]))
    expect(images[0]!.boxes).toHaveLength(2)
    expect(problems).toMatchObject([
      { severity: 'error', kind: 'object-broken', message: `${message}; it was left out` },
    ])
  })

  it('does not call an image verified of which something was left out', async () => {
    const { images } = await read(documentOf([{ ...cat, category_id: 8 }], [{ ...image, verified: true }]))
    expect(images[0]!.isVerified).toBe(false)
  })

  it('names the line of broken JSON', async () => {
    const { images, problems } = await read('{"images": [],\n"annotations": [\n{} {}]}')
    expect(images).toEqual([])
    expect(problems).toMatchObject([{ kind: 'file-broken', line: 3 }])
  })

  it('politely refuses lists of detections and other JSON', async () => {
    const results = await read('[{"image_id": 42, "category_id": 18, "bbox": [1, 2, 3, 4], "score": 0.2}]')
    const other = await read('{"shapes": []}')
    expect(kindsOf([...results.problems, ...other.problems])).toEqual(['file-foreign', 'file-foreign'])
    expect(results.problems[0]!.message).toContain('COCO results')
  })

  it('is recognised by its three lists', async () => {
    const tree = memoryTree({ 'a.json': documentOf([]), 'b.json': '{"shapes": []}' })
    expect(await coco.detect(tree)).toMatchObject({ labelFiles: 1, reason: "a.json has COCO's lists" })
    expect((await coco.detect(memoryTree({ 'b.json': '{}' }))).labelFiles).toBe(0)
  })
})

describe('writing COCO', () => {
  it('writes the project ids of images and categories, and annotation ids from 1', async () => {
    const third = 100 / 3
    const dataset = datasetOf(
      ['dog', 'cat'],
      [
        { path: 'x/a.jpg', boxes: [labelled('cat', [10, 20, third, 25]), labelled('dog', [0, 0, 1, 2])] },
        { path: 'b.jpg', isVerified: true },
      ],
    )
    const { texts, images } = await writeToMemory(coco, dataset)
    expect(images).toEqual({ 'images/x/a.jpg': '/photos/x/a.jpg', 'images/b.jpg': '/photos/b.jpg' })
    const base = { iscrowd: 0, segmentation: [] }
    expect(JSON.parse(texts['annotations/instances_default.json']!)).toEqual({
      info: { description: 'Boxwright' },
      licenses: [],
      categories: [
        { id: 10, name: 'dog' },
        { id: 20, name: 'cat' },
      ],
      images: [
        { id: 1, file_name: 'x/a.jpg', width: 100, height: 50 },
        { id: 2, file_name: 'b.jpg', width: 100, height: 50, verified: true },
      ],
      annotations: [
        { id: 1, image_id: 1, category_id: 20, bbox: [10, 20, third - 10, 5], area: (third - 10) * 5, ...base },
        { id: 2, image_id: 1, category_id: 10, bbox: [0, 0, 1, 2], area: 2, ...base },
      ],
    })
  })

  it('writes a document for each part, with annotation ids that never repeat', async () => {
    const boxes = [labelled('cat', [0, 0, 10, 10])]
    const dataset = datasetOf(
      ['cat'],
      [
        { path: 'a.jpg', split: 'train', boxes },
        { path: 'b.jpg', split: 'val', boxes },
        { path: 'c.jpg', boxes },
      ],
    )
    const { texts, images } = await writeToMemory(coco, dataset)
    const ids = Object.entries(texts).map(([path, text]) => [path, JSON.parse(text).annotations[0].id])
    expect(ids).toEqual([
      ['annotations/instances_train.json', 1],
      ['annotations/instances_val.json', 2],
      ['annotations/instances_unsplit.json', 3],
    ])
    expect(Object.keys(images)).toEqual(['images/train/a.jpg', 'images/val/b.jpg', 'images/unsplit/c.jpg'])
  })

  it('writes ignore regions as crowds and reports those without a class', async () => {
    const boxes = [labelled('cat', [0, 0, 4, 4], { ignore: true }), labelled(null, [0, 0, 9, 9], { ignore: true })]
    const { texts, problems } = await writeToMemory(coco, datasetOf(['cat'], [{ path: 'a.jpg', boxes }]))
    const { annotations } = JSON.parse(texts['annotations/instances_default.json']!)
    expect(annotations).toMatchObject([{ iscrowd: 1, bbox: [0, 0, 4, 4] }])
    expect(problems).toMatchObject([{ kind: 'ignore-left-out', severity: 'warning' }])
  })

  it('writes valid JSON without a single box, and for more boxes than fit in one piece of text', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => labelled('cat', [0, 0, 1 + index / 7, 1]))
    const small = await writeToMemory(coco, datasetOf([], [{ path: 'a.jpg' }]))
    const large = await writeToMemory(
      coco,
      datasetOf(
        ['cat'],
        [
          { path: 'a.jpg', boxes: many },
          { path: 'b.jpg', boxes: many },
        ],
      ),
    )
    const [none, all] = [small, large].map(({ texts }) => JSON.parse(texts['annotations/instances_default.json']!))
    expect(none.annotations).toEqual([])
    expect(all.annotations.map((annotation: Entry) => annotation.id)).toEqual(
      Array.from({ length: 10000 }, (_, i) => i + 1),
    )
  })
})
