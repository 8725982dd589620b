/** Label files as people's tools wrote them. Numbers of boxes are those of the data sets' own descriptions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { coco } from '../../../main/engine/formats/coco.ts'
import { memoryTree, openTree } from '../../../main/engine/formats/fileTree.ts'
import type { Format } from '../../../main/engine/formats/format.ts'
import { importLabels } from '../../../main/engine/formats/importLabels.ts'
import { detectFormat } from '../../../main/engine/formats/index.ts'
import { kitti } from '../../../main/engine/formats/kitti.ts'
import { indexImages } from '../../../main/engine/formats/matchImages.ts'
import { voc } from '../../../main/engine/formats/voc.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { cornersOf, datasetOf, kindsOf, readAll, realData, writeToMemory } from './support.ts'

const folder = realData()
const wild = (name: string): string => readFileSync(join(folder!, 'wild', name), 'utf8')

/** Imports labels into a project of all files in `images`; sizes are left to the label files. */
async function importInto(format: Format, labels: string, images: string) {
  const targets = readdirSync(images).map((path) => ({ rootPath: images, path, size: null }))
  const result = {
    images: 0,
    verified: 0,
    boxes: new Map<string, number>(),
    problems: [] as [string, string, string][],
  }
  for await (const item of importLabels(format, await openTree(labels), indexImages(targets), {})) {
    if (item.kind === 'problem') result.problems.push([item.problem.kind, item.problem.file, item.problem.message])
    if (item.kind !== 'image') continue
    result.images++
    if (item.isVerified) result.verified++
    for (const { className } of item.boxes) result.boxes.set(className!, (result.boxes.get(className!) ?? 0) + 1)
  }
  return result
}

describe.skipIf(folder === null)('whole data sets', () => {
  it('BCCD: 364 files with 4,888 boxes, two of them without area', async () => {
    const set = join(folder!, 'bccd')
    const { images, boxes, problems } = await importInto(voc, join(set, 'annotations'), join(set, 'images'))
    expect(images).toBe(364)
    // 4,155 red cells less the two.
    expect(Object.fromEntries(boxes)).toEqual({ RBC: 4153, WBC: 372, Platelets: 361 })
    expect(problems).toEqual([
      ['box-empty', 'BloodImage_00338.xml', 'the box of "RBC" at (504, 337, 504, 337) has no area and was left out'],
      ['box-empty', 'BloodImage_00343.xml', 'the box of "RBC" at (181, 329, 181, 329) has no area and was left out'],
    ])
  })

  it('raccoon: 200 files with 217 boxes, 199 verified', async () => {
    const set = join(folder!, 'raccoon')
    const result = await importInto(voc, join(set, 'annotations'), join(set, 'images'))
    expect({ ...result, boxes: Object.fromEntries(result.boxes) }).toEqual({
      images: 200,
      verified: 199,
      boxes: { raccoon: 217 },
      problems: [],
    })
  })

  it('KITTI: three frames come back letter by letter', async () => {
    const tree = await openTree(join(folder!, 'kitti'))
    const { images, problems } = await readAll(kitti, tree)
    expect(problems).toEqual([])
    expect(images.map((image) => image.boxes.length)).toEqual([1, 7, 2])
    const names = [...new Set(images.flatMap((image) => image.boxes.flatMap((box) => box.className ?? [])))]
    const given = images.map((image, index) => ({ path: `00000${index}.png`, boxes: image.boxes }))
    const { texts } = await writeToMemory(kitti, datasetOf(names, given))
    for (const [index, image] of images.entries()) {
      const original = readFileSync(join(folder!, 'kitti', image.sourceFile), 'utf8')
      expect(texts[`training/label_2/00000${index}.txt`]).toBe(original)
      for (const line of original.trim().split('\n')) expect(line.split(' ')).toHaveLength(15)
    }
  })
})

describe.skipIf(folder === null)('VOC files', () => {
  const renamed = 'name-differs'

  it.each([
    ['voc_at_sign_name @.xml', 0, []],
    ['voc_bccd_zero_area.xml', 14, []],
    ['voc_bmp_gray_depth1.xml', 16, []],
    ['voc_cards_windows_path.xml', 4, []],
    ['voc_chinese_windows_path.xml', 5, []],
    ['voc_filename_noext_zero_area.xml', 13, []],
    ['voc_kangaroo_truncated_jpeg.xml', 3, []],
    ['voc_kitti_minimal.xml', 3, []],
    ['voc_parts_actions.xml', 2, ['extras-kept']],
    ['voc_raccoon_verified.xml', 1, []],
    ['voc_verified_hyphen_class.xml', 3, []],
    ['voc_windows_backslash_path.xml', 1, []],
    ['voc_xanylabeling_polygon.xml', 49, []],
  ])('%s has %i boxes', async (name, boxes, kinds) => {
    const { images, problems } = await readAll(voc, memoryTree({ [name]: wild(name) }))
    expect(images.map((image) => image.boxes.length)).toEqual([boxes])
    expect(kindsOf(problems)).toEqual([renamed, ...kinds])
  })

  it('keep the mark of a person, and only that', async () => {
    const names = ['voc_raccoon_verified.xml', 'voc_verified_hyphen_class.xml', 'voc_filename_noext_zero_area.xml']
    const tree = memoryTree(Object.fromEntries(names.map((name) => [name, wild(name)])))
    const { images } = await readAll(voc, tree)
    const verified = images.filter((image) => image.isVerified).map((image) => image.sourceFile)
    expect(verified).toEqual(['voc_raccoon_verified.xml', 'voc_verified_hyphen_class.xml'])
  })

  it('keep half pixels of a part, and the corners of the object', async () => {
    const { images } = await readAll(voc, memoryTree({ 'a.xml': wild('voc_parts_actions.xml') }))
    const [, person] = images[0]!.boxes
    expect(cornersOf(person!)).toEqual([4, 5, 6, 7])
    expect(person!.extras).toEqual({ voc: { row: expect.stringMatching(/<xmin>5\.5<.*<jumping>0</s) } })
  })
})

describe.skipIf(folder === null)('YOLO files', () => {
  const line = '0 0.5 0.5 0.2 0.2\n'

  it('with CRLF and up to 18 digits', async () => {
    const files = { 'classes.txt': wild('yolo_crlf_classes.txt'), 'a.txt': wild('yolo_crlf_16digits.txt') }
    const { images, problems } = await readAll(yolo, memoryTree(files))
    expect(images[0]!.boxes.map((box) => box.className)).toEqual(['bus', 'number', 'closed_door', 'closed_door'])
    // Top of the bus: 0.46200607902735563 - 0.8693009118541033 / 2.
    expect(images[0]!.boxes[0]!.y1).toBeCloseTo(0.02735562310030395, 12)
    expect(problems).toEqual([])
  })

  it('of labelImg, with brackets in the name and a class list among them', async () => {
    const files = {
      'labels/images(3).txt': wild('yolo_labelimg(3).txt'),
      'labels/classes.txt': wild('yolo_labelimg_classes_nofinalnl.txt'),
    }
    const { images, problems } = await readAll(yolo, memoryTree(files))
    expect(images.map((image) => [image.sourceFile, image.boxes.length])).toEqual([['labels/images(3).txt', 5]])
    expect(images[0]!.boxes[0]!.className).toBe('stamp')
    expect(problems).toEqual([])
  })

  it('with polygons and class numbers from 1, which an eighty-class list knows', async () => {
    const files = { 'config.yaml': wild('yaml_coco128_dict80.yaml'), 'a.txt': wild('yolo_seg_coco128.txt') }
    const { images, problems } = await readAll(yolo, memoryTree(files))
    expect(images[0]!.boxes).toHaveLength(8)
    expect(kindsOf(problems)).toEqual(['polygon-boxed'])
  })

  it('of DOTA, with turned boxes in pixels', async () => {
    const { images, problems } = await readAll(yolo, memoryTree({ 'b.txt': wild('yolo_obb_dota.txt') }))
    const names = images[0]!.boxes.map(({ className }) => className)
    // As counted with awk '{print $9}' | sort | uniq -c.
    expect(names.filter((name) => name === 'small-vehicle')).toHaveLength(116)
    expect(names).toHaveLength(622)
    // The four corners of the first line.
    expect(cornersOf(images[0]!.boxes[0]!)).toEqual([
      668.8094870411585, 1092.0707759027885, 685.9903562701513, 1109.0706447000102,
    ])
    expect(kindsOf(problems)).toEqual(['class-list-missing', 'polygon-boxed'])
  })

  it.each([
    ['yaml_abs_posix_list.yaml', 1, 'Casco de seguridad'],
    ['yaml_abs_windows_names_dict.yaml', 6, 'dent'],
    ['yaml_autodl_root_path.yaml', 1, 'person'],
    ['yaml_chinese_comment_relative.yaml', 1, 'stamp'],
    ['yaml_chinese_names_list_comment.yaml', 4, '马叔'],
    ['yaml_coco128_dict80.yaml', 80, 'person'],
    ['yaml_names_only.yaml', 4, 'FallWarm'],
    ['yaml_relative_nc_dict.yaml', 2, 'staff_gauge'],
    ['yaml_roboflow_datumaro.yaml', 2, 'label_0'],
    ['yaml_roboflow_version_string.yaml', 2, 'Botella'],
    ['yaml_utf8_chinese_dict_extra_keys.yaml', 5, '人'],
  ])('with the classes of %s', async (name, count, first) => {
    const { images, problems, classes } = await readAll(yolo, memoryTree({ 'data.yaml': wild(name), 'a.txt': line }))
    expect(classes.map((names) => names.length)).toEqual([count])
    expect(images[0]!.boxes[0]!.className).toBe(first)
    expect(problems).toEqual([])
  })

  it('beside a YAML file that names no classes', async () => {
    const { problems } = await readAll(yolo, memoryTree({ 'data.yaml': wild('yaml_pose_xany.yaml'), 'a.txt': line }))
    expect(kindsOf(problems)).toEqual(['class-list-missing'])
  })

  it('of Darknet with its .data file', async () => {
    const files = {
      'gen_config.data': wild('darknet_obj.data'),
      'class.names': 'stamp',
      'gen_train.txt': wild('darknet_train_list.txt'),
      'images/valid/images(3).txt': wild('yolo_labelimg(3).txt'),
    }
    const { images, problems } = await readAll(yolo, memoryTree(files))
    expect(images.map((image) => [image.references[0], image.boxes.length])).toEqual([['images/valid/images(3)', 5]])
    expect(kindsOf(problems)).toEqual(['file-foreign'])
  })
})

describe.skipIf(folder === null)('KITTI files', () => {
  it('of Datumaro, with its own values for unknown', async () => {
    const { images, problems } = await readAll(kitti, memoryTree({ 'a.txt': wild('kitti_datumaro.txt') }))
    expect(images[0]!.boxes.map((box) => [box.className, box.truncated, box.occluded])).toEqual([
      ['Van', 1, 1],
      ['Van', 0, 0],
      ['Van', 0, 1],
    ])
    expect(problems).toEqual([])
  })
})

describe.skipIf(folder === null)('COCO files', () => {
  it.each([
    ['coco_cvat_out_of_range.json', 10, 39],
    ['coco_kaggle_relaxed.json', 2, 2],
    ['coco_keypoints.json', 3, 6],
    ['coco_labelme2coco_polygons.json', 18, 165],
    ['coco_person_keypoints_rle.json', 1, 2],
    ['coco_rle_crowd_noncontiguous.json', 1, 2],
    ['coco_roboflow_datumaro.json', 2, 2],
    ['coco_roboflow_facemask_val.json', 171, 915],
    ['coco_trainval_polygons_numeric_names.json', 16, 174],
    ['coco_xany_background0.json', 4, 6],
  ])('%s has %i images and %i boxes', async (name, count, boxes) => {
    const { images, problems } = await readAll(coco, memoryTree({ [name]: wild(name) }))
    expect(images).toHaveLength(count)
    expect(images.reduce((sum, image) => sum + image.boxes.length, 0)).toBe(boxes)
    expect(problems).toEqual([])
  })

  it('keep gaps in category ids, crowds and digits for names', async () => {
    const crowd = await readAll(coco, memoryTree({ 'a.json': wild('coco_rle_crowd_noncontiguous.json') }))
    const digits = await readAll(coco, memoryTree({ 'a.json': wild('coco_trainval_polygons_numeric_names.json') }))
    expect(crowd.classes).toEqual([['a', 'b', 'c']])
    expect(crowd.images[0]!.boxes.map((box) => box.ignore)).toEqual([false, true])
    expect(digits.classes[0]!.slice(0, 3)).toEqual(['11', '12', '13'])
  })

  it('without boxes say what is missing; a list of detections is a format of its own', async () => {
    const labels = await readAll(coco, memoryTree({ 'a.json': wild('coco_labels_only.json') }))
    expect(kindsOf(labels.problems)).toEqual(['object-broken', 'object-broken'])
    expect((await detectFormat(memoryTree({ 'a.json': wild('coco_result_bbox.json') }))).format?.id).toBe('cocoResults')
  })

  it('of CVAT reach beyond their images in ten places, each of which is told', async () => {
    const targets = indexImages<{ rootPath: string; path: string; size: null }>(
      JSON.parse(wild('coco_cvat_out_of_range.json')).images.map((image: { file_name: string }) => {
        return { rootPath: '/p', path: image.file_name, size: null }
      }),
    )
    const kinds: string[] = []
    const tree = memoryTree({ 'a.json': wild('coco_cvat_out_of_range.json') })
    for await (const item of importLabels(coco, tree, targets, {})) {
      if (item.kind === 'problem') kinds.push(item.problem.kind)
    }
    expect(kinds.filter((kind) => kind === 'box-outside' || kind === 'clamped')).toHaveLength(10)
  })
})
