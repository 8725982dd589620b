/**
 * Going through the crops of an evaluation: which cell is open, what was judged, and what was fixed. It outlives a visit to
 * another screen, so that a box can be mended there and the walk goes on here.
 */
import { create } from 'zustand'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import type { CropItem } from './cropItems.ts'
import { drawFix, type Fix, relabelFix } from './fixes.ts'
import type { CellPlace } from './matrixView.ts'

export type Judgement = 'accepted' | 'kept' | 'skipped'
/** Enough to take a fix back and to show its crop again. */
export type Fixed = { readonly key: string; readonly imageId: number; readonly cell: CellPlace | null }

type Review = {
  /** Project and evaluation that all of this belongs to. */
  readonly subject: string | null
  readonly apBefore: number | null
  readonly cell: CellPlace | null
  readonly currentKey: string | null
  readonly judged: ReadonlyMap<string, Judgement>
  readonly fixed: readonly Fixed[]
}

const nothingReviewed: Review = {
  subject: null,
  apBefore: null,
  cell: null,
  currentKey: null,
  judged: new Map(),
  fixed: [],
}

export const useReview = create<Review>()(() => nothingReviewed)

/** Called with every reading; only a new subject begins anew. */
export function beginReview(subject: string, ap: number | null): void {
  if (useReview.getState().subject !== subject) useReview.setState({ ...nothingReviewed, subject, apBefore: ap })
}

export const openCell = (cell: CellPlace): void => useReview.setState({ cell, currentKey: null })
export const showCrop = (currentKey: string): void => useReview.setState({ currentKey })

/** Notes what was decided and goes to the next crop; the label itself changes only by `acceptCrop`. */
export function judge(key: string, judgement: Judgement, next: CropItem | null): void {
  useReview.setState(({ judged, currentKey }) => ({
    judged: new Map(judged).set(key, judgement),
    currentKey: next?.key ?? currentKey,
  }))
}

function forget(key: string): void {
  useReview.setState(({ judged }) => ({ judged: new Map([...judged].filter(([other]) => other !== key)) }))
}

/** Makes the label say what the model says. The screen goes on at once; a refusal brings the crop back. */
export async function acceptCrop(item: CropItem, next: CropItem | null): Promise<void> {
  const { key, image } = item
  const { cell } = useReview.getState()
  judge(key, 'accepted', next)
  try {
    await call('annotations.apply', await fixFor(item))
    useReview.setState(({ fixed }) => ({ fixed: [...fixed, { key, imageId: image.id, cell }] }))
  } catch (error) {
    forget(key)
    fail(error)
  }
}

async function fixFor(item: CropItem): Promise<Fix> {
  if (item.label) return relabelFix(item, await call('annotations.ofImage', { imageId: item.image.id }))
  const { first } = await call('annotations.reserveIds', { count: 1 })
  return drawFix(item, first, Date.now())
}

/** Takes the last fix back and shows its crop again. */
export async function undoFix(): Promise<void> {
  const last = useReview.getState().fixed.at(-1)
  if (!last) return
  useReview.setState(({ fixed }) => ({ fixed: fixed.slice(0, -1) }))
  try {
    await call('history.undo', { imageId: last.imageId })
    forget(last.key)
    useReview.setState({ cell: last.cell, currentKey: last.key })
  } catch (error) {
    fail(error)
  }
}
