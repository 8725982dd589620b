/** The pictures and boxes that both windows show. */
import sharp from 'sharp'
import { toAnnotationRow } from '../../../main/engine/store/annotations.ts'
import { createStore } from '../../../main/engine/store/store.ts'
import { blankAnnotation } from '../../../shared/model.ts'
import { seededRandom } from '../../../shared/random.ts'
import { addImageRows } from '../../../test/support/imageRows.ts'

export type BoxSpec = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly color: string
}
type Size = { readonly width: number; readonly height: number }

/** What the page of the rival can do, called from outside. */
export type RivalPage = {
  readonly showBoxes: (url: string, boxes: readonly BoxSpec[], size: Size) => Promise<void>
  readonly showPicture: (url: string, size: Size) => Promise<void>
  /** So many squares of that side, of the pictures in turn. */
  readonly showWall: (urls: readonly string[], count: number, side: number) => void
  /** As many rows as columns, of numbers. */
  readonly showTable: (size: number) => void
}

/** 12 megapixels. */
export const pictureSize = { width: 4000, height: 3000 }
const classCount = 10

/** A picture with detail everywhere: noise of several sizes, as a photograph has. */
export async function makePhoto(path: string, seed: number): Promise<void> {
  const { width, height } = pictureSize
  const noise = async (divisor: number, sigma: number) => {
    const size = { width: Math.round(width / divisor), height: Math.round(height / divisor) }
    const create = {
      ...size,
      channels: 3 as const,
      background: '#000',
      noise: { type: 'gaussian' as const, mean: 128, sigma },
    }
    return sharp({ create }).resize(width, height, { kernel: 'cubic' }).raw().toBuffer()
  }
  const raw = { width, height, channels: 3 as const }
  const coarse = await noise(40, 60)
  const fine = await noise(3, 40)
  const tint = { r: (seed * 83) % 256, g: (seed * 151) % 256, b: (seed * 199) % 256 }
  await sharp(coarse, { raw })
    .composite([{ input: fine, raw, blend: 'soft-light' }])
    .tint(tint)
    .jpeg({ quality: 90 })
    .toFile(path)
}

/** The first box lies in the middle and is the smallest, so that a press there takes it. */
export function sceneBoxes(count: number): BoxSpec[] {
  const random = seededRandom(7)
  const { width, height } = pictureSize
  const middle = { x1: width / 2 - 30, y1: height / 2 - 30, x2: width / 2 + 30, y2: height / 2 + 30 }
  const others = Array.from({ length: count - 1 }, (_, index) => {
    const [w, h] = [random.between(70, 200), random.between(70, 200)]
    const [x1, y1] = [random.between(0, width - w), random.between(0, height - h)]
    return { x1, y1, x2: x1 + w, y2: y1 + h, color: colorOf(index) }
  })
  return [{ ...middle, color: colorOf(0) }, ...others]
}

const colorOf = (index: number) => `#${(((index % classCount) + 1) * 1_600_000).toString(16).padStart(6, '0')}`

export type Scene = { readonly name: string; readonly boxes: readonly BoxSpec[] }

/** A project of the pictures in a folder, all of one size, with their boxes. */
export function makeSceneProject(path: string, folder: string, scenes: readonly Scene[], size = pictureSize): void {
  const store = createStore(path)
  const names = scenes.map(({ name }) => name)
  const ids = addImageRows(store, names, size, folder)
  store.edits.run('import', null, (writer) => {
    for (let index = 0; index < classCount; index++) {
      const category = store.categories.draft(`class ${index + 1}`, colorOf(index))
      writer.insert('category', category)
    }
    for (const [place, imageId] of ids.entries()) {
      for (const [index, { color, ...box }] of scenes[place]!.boxes.entries()) {
        const id = store.annotations.reserveIds(1)
        const categoryId = (index % classCount) + 1
        writer.insert(
          'annotation',
          toAnnotationRow({ id, imageId, categoryId, ...box, ...blankAnnotation, updatedAt: 1 }),
        )
      }
    }
  })
  store.close()
}
