/** Data like COCO's validation images, in the form of its files: 5,000 images have about 33,000 objects and 233,000 detections. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../../shared/random.ts'

export type CocoPaths = { readonly groundTruth: string; readonly detections: string }

const usualImages = 5000
const classes = 80
/** Of the pictures, in pixels. */
export const side = 640

type BoxXywh = readonly [x: number, y: number, w: number, h: number]
type MadeBox = { readonly image_id: number; readonly category_id: number; readonly bbox: BoxXywh }
export type MadeCoco = {
  readonly images: readonly { readonly id: number; readonly width: number; readonly height: number }[]
  readonly categories: readonly { readonly id: number; readonly name: string }[]
  readonly annotations: readonly (MadeBox & { readonly id: number; readonly area: number; readonly iscrowd: 0 | 1 })[]
  readonly detections: readonly (MadeBox & { readonly score: number })[]
}

export function writeCocoFiles(folder: string): CocoPaths {
  const { detections, ...groundTruth } = madeCoco(usualImages)
  const paths = { groundTruth: join(folder, 'gt.json'), detections: join(folder, 'dt.json') }
  writeFileSync(paths.groundTruth, JSON.stringify(groundTruth))
  writeFileSync(paths.detections, JSON.stringify(detections))
  return paths
}

export function madeCoco(images: number): MadeCoco {
  const random = seededRandom(5)
  const ids = (count: number) => Array.from({ length: count }, (_, place) => place + 1)
  const box = (): BoxXywh => {
    const size = 12 * 16 ** random.next()
    return [
      random.between(0, side - size),
      random.between(0, side - size),
      size * random.between(0.5, 1.5),
      size * random.between(0.5, 1.5),
    ]
  }
  const annotations: MadeCoco['annotations'][number][] = []
  const detections: MadeCoco['detections'][number][] = []
  for (const image of ids(images)) {
    const found = (category: number, bbox: BoxXywh, score: number) =>
      detections.push({ image_id: image, category_id: category, bbox, score })
    const objects = random.below(14)
    for (let object = 0; object < objects; object++) {
      const [category, bbox] = [1 + random.below(classes), box()]
      const [x, y, w, h] = bbox
      const area = w * h * random.between(0.5, 1)
      annotations.push({
        id: annotations.length + 1,
        image_id: image,
        category_id: category,
        bbox,
        area,
        iscrowd: random.isBelow(0.02) ? 1 : 0,
      })
      for (let guess = random.below(5); guess > 0; guess--) {
        const near = (value: number, size: number) => value + random.between(-0.2, 0.2) * size
        const shifted: BoxXywh = [near(x, w), near(y, h), near(w, w), near(h, h)]
        found(random.isBelow(0.15) ? 1 + random.below(classes) : category, shifted, Math.sqrt(random.next()))
      }
    }
    for (let wrong = random.below(68); wrong > 0; wrong--) found(1 + random.below(classes), box(), random.next() ** 2)
  }
  return {
    images: ids(images).map((id) => ({ id, width: side, height: side })),
    categories: ids(classes).map((id) => ({ id, name: `class ${id}` })),
    annotations,
    detections,
  }
}
