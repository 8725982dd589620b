/**
 * Decoded pictures: the current one and its neighbours. At first only as large as the screen needs it, which is soon done; then
 * whole, with smaller copies that draw faster when zoomed out.
 */
import i18next from 'i18next'
import type { Size } from '../../../shared/box.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { imageUrl } from '../../studio.ts'
import { closeBitmaps, decodeReduced, decodeWhole } from './decode.ts'

/** The largest first. */
export type Picture = readonly [ImageBitmap, ...ImageBitmap[]]

/** How a picture will be looked at, as far as it is known: without it, it is loaded whole at once. */
export type Look = {
  readonly size: Size
  /** EXIF. */
  readonly orientation: number
  /** Pixels of the screen for one of the picture. */
  readonly scale: number
}

type File = { readonly blob: Blob; readonly isOverview: boolean }
type Entry = {
  readonly imageId: number
  readonly file: Promise<File>
  levels: readonly ImageBitmap[]
  isClosed: boolean
  isOverview: boolean
  first: Promise<void> | null
  whole: Promise<void> | null
}

/** Sides that were halved are whole pixels again. */
const roundedSides = 0.999

const entries = new Map<number, Entry>()
const listeners = new Set<() => void>()

/** Called when a picture has become finer. @returns a function that ends it */
export function onFinerPicture(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Resolves when there is something to show.
 * @throws BoxwrightError when the file cannot be read or is no picture
 */
export function loadPicture(imageId: number, look: Look | null): Promise<void> {
  const entry = entryOf(imageId)
  entry.first ??= forgetOnFailure(entry, loadFirst(entry, look))
  return entry.first
}

/** All pixels. @throws BoxwrightError */
export function loadWhole(imageId: number): Promise<void> {
  return wholeOf(entryOf(imageId))
}

export function pictureOf(imageId: number): Picture | null {
  const levels = entries.get(imageId)?.levels
  return levels?.[0] ? (levels as unknown as Picture) : null
}

/** A picture that is looked at more closely than was foreseen is loaded whole. @param width that it takes on the screen */
export function wantFiner(imageId: number, width: number): void {
  const entry = entries.get(imageId)
  if (!entry?.levels[0] || entry.whole || entry.levels[0].width >= width * roundedSides) return
  // Whoever opened the image loads it whole in any case, and hears of a failure.
  wholeOf(entry).catch(() => {})
}

/** Whether the picture in hand is a small copy of a large one, whose detail comes as tiles. */
export const isOverview = (imageId: number): boolean => entries.get(imageId)?.isOverview ?? false

/** Lets go of all pictures but these. */
export function keepPictures(imageIds: readonly number[]): void {
  for (const [imageId, entry] of entries) {
    if (imageIds.includes(imageId)) continue
    entries.delete(imageId)
    entry.isClosed = true
    closeBitmaps(entry.levels)
  }
}

/** Loads a picture that will probably be asked for. What cannot be read says so when it is opened. */
export function loadAhead(imageId: number, look: Look | null): Promise<void> {
  return loadPicture(imageId, look).catch(() => {})
}

/** The smallest level that still has a pixel for each of so many on the screen. */
export function levelFor<Level extends { readonly width: number }>(levels: readonly Level[], width: number): Level {
  return levels.findLast((level) => level.width >= width * roundedSides) ?? levels[0]!
}

/** How often a picture may be halved and still has a pixel for each on the screen; JPEG can be read so at most three times. */
export function halvingsOf(scale: number): number {
  return Math.max(0, Math.min(3, Math.floor(Math.log2(1 / scale) + 0.001)))
}

function entryOf(imageId: number): Entry {
  let entry = entries.get(imageId)
  if (!entry) {
    const file = fetchFile(imageId)
    const nothing = { levels: [], isClosed: false, isOverview: false, first: null, whole: null }
    entry = { imageId, file, ...nothing }
    entries.set(imageId, entry)
  }
  return entry
}

function wholeOf(entry: Entry): Promise<void> {
  entry.whole ??= forgetOnFailure(entry, loadAll(entry))
  return entry.whole
}

function forgetOnFailure(entry: Entry, loading: Promise<void>): Promise<void> {
  loading.catch(() => {
    if (entries.get(entry.imageId) === entry) entries.delete(entry.imageId)
    closeBitmaps(entry.levels)
    entry.levels = []
  })
  return loading
}

async function fetchFile(imageId: number): Promise<File> {
  const response = await fetch(imageUrl(imageId))
  if (!response.ok) throw new BoxwrightError('file-unreadable', await response.text())
  return { blob: await response.blob(), isOverview: response.headers.has('x-boxwright-overview') }
}

async function loadFirst(entry: Entry, look: Look | null): Promise<void> {
  const { blob, isOverview: isSmall } = await entry.file
  const halvings = look ? halvingsOf(look.scale) : 0
  // The decoder for reduced pictures knows nothing of EXIF.
  if (look?.orientation === 1 && halvings > 0 && !isSmall && blob.type === 'image/jpeg' && !entry.whole) {
    const levels = await decodeReduced(blob, look.size, halvings)
    // The whole one may have come meanwhile.
    if (entry.isClosed || entry.levels.length > 0) closeBitmaps(levels)
    else entry.levels = levels
    if (levels.length > 0) return
  }
  await wholeOf(entry)
}

async function loadAll(entry: Entry): Promise<void> {
  const { blob, isOverview: isSmall } = await entry.file
  // Nobody waits for it any more.
  if (entry.isClosed) return
  const levels = await decodeWhole(blob)
  if (levels.length === 0) throw new BoxwrightError('file-unreadable', i18next.t('annotate.canvas.undecodable'))
  entry.isOverview = isSmall
  if (entry.isClosed) closeBitmaps(levels)
  else takeLevels(entry, levels)
}

/** What is seen stays: the same picture in the same size from the other decoder is not quite the same. */
function takeLevels(entry: Entry, levels: readonly ImageBitmap[]): void {
  const shown = entry.levels[0]
  const isShown = ({ width }: ImageBitmap) => shown?.width === width
  entry.levels = levels.map((level) => (isShown(level) ? shown! : level))
  closeBitmaps(levels.filter(isShown))
  if (shown && !entry.levels.includes(shown)) closeBitmaps([shown])
  for (const listener of listeners) listener()
}
