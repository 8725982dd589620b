/** Decoded pictures: the current one and its neighbours, each also in smaller copies that draw faster when zoomed out. */
import i18next from 'i18next'
import { BoxwrightError } from '../../shared/errors.ts'
import { imageUrl } from '../studio.ts'

/** The picture, then each time half as large. */
export type Picture = readonly [ImageBitmap, ...ImageBitmap[]]

type Entry = { readonly loading: Promise<void>; levels: ImageBitmap[]; isClosed: boolean; isOverview: boolean }

/** A copy with shorter sides than this saves nothing. */
const smallestCopy = 800

const entries = new Map<number, Entry>()

/** @throws BoxwrightError when the file cannot be read or is no picture */
export async function loadPicture(imageId: number): Promise<void> {
  let entry = entries.get(imageId)
  if (!entry) {
    const levels: ImageBitmap[] = []
    const decoding = decode(imageId)
    const loading = decoding.then(({ bitmap, isOverview }) => {
      levels.push(bitmap)
      entry!.isOverview = isOverview
    })
    entry = { levels, isClosed: false, isOverview: false, loading }
    entries.set(imageId, entry)
    entry.loading.then(() => addCopies(entry!)).catch(() => entries.delete(imageId))
  }
  await entry.loading
}

export function pictureOf(imageId: number): Picture | null {
  const levels = entries.get(imageId)?.levels
  return levels?.[0] ? (levels as unknown as Picture) : null
}

/** Whether the picture in hand is a small copy of a large one, whose detail comes as tiles. */
export const isOverview = (imageId: number): boolean => entries.get(imageId)?.isOverview ?? false

/** Lets go of all pictures but these. */
export function keepPictures(imageIds: readonly number[]): void {
  for (const [imageId, entry] of entries) {
    if (imageIds.includes(imageId)) continue
    entries.delete(imageId)
    close(entry)
  }
}

/** Loads a picture that will probably be asked for. What cannot be read says so when it is opened. */
export function loadAhead(imageId: number): void {
  loadPicture(imageId).catch(() => {})
}

/** The smallest level that still has a pixel for each on the screen. */
export function levelFor(picture: Picture, scale: number): ImageBitmap {
  const level = Math.floor(Math.log2(1 / scale) + 0.001)
  return picture[Math.min(picture.length - 1, Math.max(0, level))]!
}

/** The bitmap is upright: createImageBitmap follows the EXIF orientation. */
async function decode(imageId: number): Promise<{ readonly bitmap: ImageBitmap; readonly isOverview: boolean }> {
  const response = await fetch(imageUrl(imageId))
  if (!response.ok) throw new BoxwrightError('file-unreadable', await response.text())
  const file = await response.blob()
  const bitmap = await createImageBitmap(file).catch(() => {
    // The browser says no more than that it cannot.
    throw new BoxwrightError('file-unreadable', i18next.t('annotate.canvas.undecodable'))
  })
  return { bitmap, isOverview: response.headers.has('x-boxwright-overview') }
}

async function addCopies(entry: Entry): Promise<void> {
  let { width, height } = entry.levels[0]!
  while (Math.min(width, height) / 2 >= smallestCopy && !entry.isClosed) {
    width = Math.round(width / 2)
    height = Math.round(height / 2)
    const copy = await createImageBitmap(entry.levels.at(-1)!, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'medium',
    })
    entry.levels.push(copy)
  }
  if (entry.isClosed) close(entry)
}

function close(entry: Entry): void {
  entry.isClosed = true
  for (const bitmap of entry.levels) bitmap.close()
}
