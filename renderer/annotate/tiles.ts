/**
 * The tiles of the large picture on the screen: made by the engine once, fetched when they come into sight, kept while they
 * are likely to come again.
 */
import type { Size } from '../../shared/box.ts'
import { levelForScale, type Tile, tilesWithin } from '../../shared/pyramid.ts'
import { type View, visibleArea } from '../canvas/viewport.ts'
import { finishJob } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call, tileUrl } from '../studio.ts'

export type LoadedTile = Tile & { readonly bitmap: ImageBitmap }

/** A megabyte each. */
const mostKept = 320
const mostAtOnce = 6

type TiledPicture = {
  readonly imageId: number
  isReady: boolean
  /** The job that makes the tiles, while it runs. */
  jobId: number | null
  /** By place; the last used at the end. */
  readonly kept: Map<string, LoadedTile>
  readonly underWay: Set<string>
}

let open: TiledPicture | null = null
const listeners = new Set<() => void>()

/** Called when there are more tiles to draw. @returns a function that ends it */
export function onTiles(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function openTiles(imageId: number): void {
  if (open?.imageId === imageId) return
  closeTiles(null)
  const picture: TiledPicture = { imageId, isReady: false, jobId: null, kept: new Map(), underWay: new Set() }
  open = picture
  prepare(picture).catch((error) => {
    // Whoever cancels, or goes on to the next picture, knows.
    if (picture === open && (error as { code?: string }).code !== 'cancelled') fail(error)
  })
}

/** Lets go of all tiles but those of one image; what is not made yet is not made any more. */
export function closeTiles(exceptImageId: number | null): void {
  if (!open || open.imageId === exceptImageId) return
  const { jobId, kept } = open
  open = null
  if (jobId !== null) call('jobs.cancel', { id: jobId }).catch(fail)
  for (const { bitmap } of kept.values()) bitmap.close()
}

type Sight = { readonly view: View; readonly size: Size; readonly canvas: Size }

/** What there is of the tiles in sight; the others are fetched. */
export function tilesInSight(imageId: number, { view, size, canvas }: Sight): LoadedTile[] {
  if (open?.imageId !== imageId || !open.isReady) return []
  const picture = open
  const level = levelForScale(size, view.scale * devicePixelRatio)
  const wanted = tilesWithin(visibleArea(view, canvas), size, level)
  for (const tile of wanted) if (!picture.kept.has(placeOf(tile))) fetchTile(picture, tile)
  return wanted.flatMap((tile) => use(picture, tile) ?? [])
}

async function prepare(picture: TiledPicture): Promise<void> {
  const { jobId } = await call('images.tiles', { id: picture.imageId })
  if (jobId !== null) {
    picture.jobId = jobId
    // Left while the engine was asked.
    if (picture !== open) await call('jobs.cancel', { id: jobId })
    await finishJob(jobId)
    picture.jobId = null
  }
  picture.isReady = true
  announce(picture)
}

function fetchTile(picture: TiledPicture, tile: Tile): void {
  const place = placeOf(tile)
  // What is turned away here is asked for again when one of the others arrives.
  if (picture.underWay.size >= mostAtOnce || picture.underWay.has(place)) return
  picture.underWay.add(place)
  load(picture.imageId, tile)
    .then((bitmap) => keep(picture, { ...tile, bitmap }))
    .catch(fail)
    .finally(() => {
      picture.underWay.delete(place)
      announce(picture)
    })
}

async function load(imageId: number, tile: Tile): Promise<ImageBitmap> {
  const response = await fetch(tileUrl(imageId, tile))
  if (!response.ok) throw new Error(await response.text())
  return createImageBitmap(await response.blob())
}

function keep(picture: TiledPicture, tile: LoadedTile): void {
  if (picture !== open) {
    tile.bitmap.close()
    return
  }
  picture.kept.set(placeOf(tile), tile)
  for (const [place, oldest] of picture.kept) {
    if (picture.kept.size <= mostKept) return
    picture.kept.delete(place)
    oldest.bitmap.close()
  }
}

function use({ kept }: TiledPicture, tile: Tile): LoadedTile | null {
  const place = placeOf(tile)
  const found = kept.get(place)
  if (!found) return null
  kept.delete(place)
  kept.set(place, found)
  return found
}

function announce(picture: TiledPicture): void {
  if (picture === open) for (const listener of listeners) listener()
}

const placeOf = ({ level, column, row }: Tile): string => `${level}/${column}/${row}`
