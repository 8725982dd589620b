/** A data set of the size of COCO's validation images: 5,000 images, 80 classes, about 33,000 objects, 233,000 detections. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../../shared/random.ts'

export type CocoPaths = { readonly groundTruth: string; readonly detections: string }

const images = 5000
const classes = 80
const side = 640

export function writeCocoFiles(folder: string): CocoPaths {
  const random = seededRandom(5)
  const ids = (count: number) => Array.from({ length: count }, (_, place) => place + 1)
  const box = () => {
    const size = 12 * 16 ** random.next()
    return [
      random.between(0, side - size),
      random.between(0, side - size),
      size * random.between(0.5, 1.5),
      size * random.between(0.5, 1.5),
    ]
  }
  const annotations: object[] = []
  const detections: object[] = []
  for (const image of ids(images)) {
    const found = (category: number, bbox: readonly number[], score: number) =>
      detections.push({ image_id: image, category_id: category, bbox, score })
    const objects = random.below(14)
    for (let object = 0; object < objects; object++) {
      const [category, bbox] = [1 + random.below(classes), box()]
      const area = bbox[2]! * bbox[3]! * random.between(0.5, 1)
      annotations.push({
        id: annotations.length + 1,
        image_id: image,
        category_id: category,
        bbox,
        area,
        iscrowd: random.isBelow(0.02) ? 1 : 0,
      })
      for (let guess = random.below(5); guess > 0; guess--) {
        const shifted = bbox.map((value, place) => value + random.between(-0.2, 0.2) * bbox[2 + (place % 2)]!)
        found(random.isBelow(0.15) ? 1 + random.below(classes) : category, shifted, Math.sqrt(random.next()))
      }
    }
    for (let wrong = random.below(68); wrong > 0; wrong--) found(1 + random.below(classes), box(), random.next() ** 2)
  }
  const groundTruth = {
    images: ids(images).map((id) => ({ id, width: side, height: side })),
    annotations,
    categories: ids(classes).map((id) => ({ id, name: `class ${id}` })),
  }
  const paths = { groundTruth: join(folder, 'gt.json'), detections: join(folder, 'dt.json') }
  writeFileSync(paths.groundTruth, JSON.stringify(groundTruth))
  writeFileSync(paths.detections, JSON.stringify(detections))
  return paths
}
