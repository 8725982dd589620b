/**
 * Where every box of the label files from the wild is: by class how many, and the sums of their left, top, right and bottom
 * edges in pixels. Worked out with Python from the files (xml.etree, json, pycocotools for run lengths): corners put in
 * order, cut at the border that the file states, those without area left out. YOLO files are for pictures of 1000 x 1000.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import type { FormatId } from '../../../main/engine/formats/format.ts'
import { formatOf } from '../../../main/engine/formats/index.ts'
import { placeBoxes } from '../../../main/engine/formats/placeBoxes.ts'
import { readAll, realData } from './support.ts'

const folder = realData()
const wild = (name: string): string => readFileSync(join(folder!, 'wild', name), 'utf8')

/** The class list that belongs to a YOLO file. */
const classLists: Readonly<Record<string, string>> = {
  'yolo_crlf_16digits.txt': 'yolo_crlf_classes.txt',
  'yolo_labelimg(3).txt': 'yolo_labelimg_classes_nofinalnl.txt',
}

async function boxesOf(name: string, id: FormatId) {
  const list = classLists[name]
  const numbers = Array.from({ length: 80 }, (_, index) => `${index}\n`).join('')
  const classes: Record<string, string> = id === 'yolo' ? { 'classes.txt': list ? wild(list) : numbers } : {}
  const { images } = await readAll(formatOf(id), memoryTree({ ...classes, [`labels/${name}`]: wild(name) }))
  return images.flatMap((image) => {
    const size = image.units === 'fractions' ? { width: 1000, height: 1000 } : null
    return placeBoxes(image, size).boxes.map((box) => ({ ...box, className: box.className ?? 'DontCare' }))
  })
}

describe.skipIf(folder === null)('the boxes of', () => {
  it.each([
    ['voc_bccd_zero_area.xml', 'voc', 'RBC 12, WBC 1', [2778.0, 2231.0, 4285.0, 3541.0]],
    ['voc_bmp_gray_depth1.xml', 'voc', 'Groove 6, Unsealed 10', [7046.0, 3956.0, 9064.0, 5986.0]],
    ['voc_cards_windows_path.xml', 'voc', 'king 4', [1646.0, 584.0, 2372.0, 1536.0]],
    ['voc_chinese_windows_path.xml', 'voc', 'gangue 5', [3346.0, 1532.0, 3630.0, 1767.0]],
    ['voc_filename_noext_zero_area.xml', 'voc', 'RBC 12', [2534.0, 1904.0, 3776.0, 3061.0]],
    ['voc_kangaroo_truncated_jpeg.xml', 'voc', 'kangaroo 3', [491.0, 283.0, 1442.0, 878.0]],
    ['voc_kitti_minimal.xml', 'voc', 'Car 2, Cyclist 1', [1662.0, 500.0, 1740.0, 585.0]],
    ['voc_parts_actions.xml', 'voc', 'cat 1, person 1', [5.0, 7.0, 9.0, 11.0]],
    ['voc_raccoon_verified.xml', 'voc', 'raccoon 1', [81.0, 88.0, 522.0, 408.0]],
    ['voc_verified_hyphen_class.xml', 'voc', 'black 1, dark-red 1, white 1', [1742.0, 857.0, 2566.0, 1648.0]],
    ['voc_windows_backslash_path.xml', 'voc', 'balloon 1', [1038.0, 1064.0, 2504.0, 2594.0]],
    [
      'voc_xanylabeling_polygon.xml',
      'voc',
      'bicycle 2, bus 1, car 14, handbag 7, person 21, truck 4',
      [45720.0, 36854.0, 56553.0, 49741.0],
    ],
    ['coco_cvat_out_of_range.json', 'coco', 'Objet_d_interet 39', [41081.55, 67791.17, 83142.35, 104504.98]],
    ['coco_kaggle_relaxed.json', 'coco', 'label_0 1, label_1 1', [2.0, 1.0, 7.0, 6.0]],
    ['coco_keypoints.json', 'coco', 'female 2, male 4', [925.045776, 485.201355, 2379.592438, 3030.517303]],
    ['coco_labelme2coco_polygons.json', 'coco', 'date 71, fig 41, hazelnut 53', [51497.0, 38547.0, 72402.0, 58393.0]],
    ['coco_person_keypoints_rle.json', 'coco', 'a 1, b 1', [0.0, 0.0, 2.0, 11.0]],
    ['coco_rle_crowd_noncontiguous.json', 'coco', 'a 1, b 1', [0.0, 0.0, 2.0, 11.0]],
    ['coco_roboflow_datumaro.json', 'coco', 'label_0 1, label_1 1', [2.0, 1.0, 7.0, 6.0]],
    [
      'coco_roboflow_facemask_val.json',
      'coco',
      'mask_weared_incorrect 18, with_mask 741, without_mask 156',
      [165687.0, 75168.0, 193725.0, 106426.0],
    ],
    [
      'coco_trainval_polygons_numeric_names.json',
      'coco',
      '11 9, 12 7, 13 7, 14 6, 15 4, 21 9, 22 9, 23 9, 24 9, 25 5, 26 2, 27 2, 31 8, 32 8, 33 10, 34 10, 35 6, 36 3, 37 2, 38 2, 41 8, 42 9, 43 8, 44 6, 45 4, 46 2, 47 2, 48 1, C1 3, GI1 1, GI2 1, PDI1 2',
      [35196.0, 41135.0, 42102.0, 48591.0],
    ],
    ['coco_xany_background0.json', 'coco', 'apple 4, banana 2', [1181.0, 542.0, 2184.0, 1575.0]],
    [
      'yolo_crlf_16digits.txt',
      'yolo',
      'bus 1, closed_door 2, number 1',
      [1384.375, 513.677812, 2632.8125, 2811.550152],
    ],
    ['yolo_labelimg(3).txt', 'yolo', 'stamp 5', [1625.0005, 1584.8215, 3477.6795, 3441.9645]],
    ['yolo_seg_coco128.txt', 'yolo', '1 3, 10 2, 32 2, 6 1', [1428.127, 2370.832, 2562.501, 3658.334]],
    ['kitti_datumaro.txt', 'kitti', 'Van 3', [10.0, 10.0, 15.0, 17.0]],
    ['kitti_label_000000.txt', 'kitti', 'Pedestrian 1', [712.4, 143.0, 810.73, 307.92]],
    ['kitti_label_000001.txt', 'kitti', 'Car 1, Cyclist 1, DontCare 4, Truck 1', [3770.87, 1198.74, 3979.04, 1332.3]],
    ['kitti_label_000002.txt', 'kitti', 'Car 1, Misc 1', [1462.18, 357.47, 1695.5, 551.33]],
    [
      'yolo_obb_dota.txt',
      'yolo',
      'ship 506, small-vehicle 116',
      [364766.25357, 365546.601195, 388101.330807, 388258.213082],
    ],
    ['createml_labelstudio_style.json', 'createml', '0 4, 1 1', [2749.349693, 4761.128834, 7066.797546, 8857.619632]],
  ] as const)('%s are where they are', async (name, id, classes, edges) => {
    const boxes = await boxesOf(name, id)
    const counts = Map.groupBy(boxes, ({ className }) => className)
    const names = [...counts.keys()].sort()
    expect(names.map((className) => `${className} ${counts.get(className)!.length}`).join(', ')).toBe(classes)
    for (const [index, edge] of (['x1', 'y1', 'x2', 'y2'] as const).entries()) {
      expect(boxes.reduce((sum, box) => sum + box[edge], 0)).toBeCloseTo(edges[index]!, 4)
    }
  })
})
