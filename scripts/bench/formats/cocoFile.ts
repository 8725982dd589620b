/** A COCO file as large as one wants, with outlines as COCO's own has them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Boxes in the order of COCO's own file, which is not that of the images. */
export function writeCocoFile(folder: string, images: number, boxes: number): string {
  mkdirSync(join(folder, 'annotations'), { recursive: true })
  // Datumaro asks for the folder of images, be there any in it or not.
  mkdirSync(join(folder, 'images', 'train'), { recursive: true })
  const path = join(folder, 'annotations', 'instances_train.json')
  const parts = ['{"info": {"year": 2017}, "licenses": [], "images": [']
  for (let id = 0; id < images; id++) {
    parts.push(
      `${id ? ', ' : ''}{"license": 1, "file_name": "${String(id).padStart(12, '0')}.jpg", "height": 480, "width": 640, "id": ${id}}`,
    )
  }
  parts.push('], "annotations": [')
  for (let id = 0; id < boxes; id++) {
    const [x, y, width, height] = [(id * 7) % 500, (id * 13) % 380, 10 + (id % 120), 10 + (id % 90)]
    const place = `[${x}.25, ${y}.5, ${width}.75, ${height}.5]`
    const outline = `[[${x}.25, ${y}.5, ${x + width}, ${y}.5, ${x + width}, ${y + height}]]`
    parts.push(
      `${id ? ', ' : ''}{"segmentation": ${outline}, "area": ${width * height}.5, "iscrowd": 0, "image_id": ${(id * 48_271) % images}, "bbox": ${place}, "category_id": ${1 + (id % 80)}, "id": ${id + 1}}`,
    )
  }
  const categories = Array.from(
    { length: 80 },
    (_, index) => `{"supercategory": "x", "id": ${index + 1}, "name": "class ${index + 1}"}`,
  )
  parts.push(`], "categories": [${categories.join(', ')}]}`)
  writeFileSync(path, parts.join(''))
  return path
}
