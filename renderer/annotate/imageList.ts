/** The list of images: all ids that the filter lets through, and the rows of those that were looked at. */
import { create } from 'zustand'
import type { Image, ImageOrder } from '../../shared/model.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'

type ImageList = {
  readonly ids: readonly number[]
  readonly rows: ReadonlyMap<number, Image>
  /** False until the first answer. */
  readonly isLoaded: boolean
}

const emptyList: ImageList = { ids: [], rows: new Map(), isLoaded: false }
export const useImageList = create<ImageList>()(() => emptyList)

/** Rows asked for in one call; more than a screen holds. */
const rowsPerCall = 200

let idsAsked = 0
let wanted = new Set<number>()
let isFetching = false

/** The images of the filter, in their order. A later call wins over an earlier one that answers late. */
export async function loadImageIds(filter: string, order: ImageOrder): Promise<void> {
  const asked = ++idsAsked
  try {
    const ids = await call('images.ids', { filter, order })
    if (asked === idsAsked) useImageList.setState({ ids, isLoaded: true })
  } catch (error) {
    fail(error)
  }
}

export function clearImageList(): void {
  idsAsked++
  wanted = new Set()
  useImageList.setState(emptyList)
}

/** Fetches rows that are not there yet; soon, together with others asked for in the same moment. */
export function wantRows(ids: readonly number[]): void {
  const { rows } = useImageList.getState()
  for (const id of ids) if (!rows.has(id)) wanted.add(id)
  if (wanted.size > 0) void fetchWanted()
}

/** Rows changed: those in hand are fetched again. Null means any may have. */
export function refreshRows(ids: readonly number[] | null): void {
  const { rows } = useImageList.getState()
  for (const id of ids ?? rows.keys()) if (rows.has(id)) wanted.add(id)
  if (wanted.size > 0) void fetchWanted()
}

async function fetchWanted(): Promise<void> {
  if (isFetching) return
  isFetching = true
  try {
    while (wanted.size > 0) {
      // The last asked for are those on the screen.
      const ids = [...wanted].slice(-rowsPerCall)
      for (const id of ids) wanted.delete(id)
      takeRows(await call('images.get', { ids }))
    }
  } catch (error) {
    fail(error)
  } finally {
    isFetching = false
  }
}

function takeRows(images: readonly Image[]): void {
  useImageList.setState(({ rows }) => ({
    rows: new Map([...rows, ...images.map((image) => [image.id, image] as const)]),
  }))
}

/** The image so many places on; from one that is not in the list, the first or the last. Null at the ends. */
export function imageBeside(ids: readonly number[], imageId: number | null, step: number): number | null {
  const index = imageId === null ? -1 : ids.indexOf(imageId)
  if (index < 0) return (step > 0 ? ids[0] : ids.at(-1)) ?? null
  return ids[index + step] ?? null
}

/** The next of some images in the order of the list, after the given one and then from the start. */
export function nextAmong(ids: readonly number[], imageId: number | null, some: readonly number[]): number | null {
  const isOneOf = new Set(some)
  const start = imageId === null ? 0 : ids.indexOf(imageId) + 1
  const inOrder = [...ids.slice(start), ...ids.slice(0, start)]
  return inOrder.find((id) => id !== imageId && isOneOf.has(id)) ?? null
}
