/** Copying boxes to the images after or before this one: what is asked for, what it would do, and doing it in one step. */
import i18next from 'i18next'
import { create } from 'zustand'
import type { CallResponse } from '../../../shared/api.ts'
import { note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { useEditor } from '../editor.ts'
import { inOrder, write } from '../editQueue.ts'
import { refreshHistory } from '../history.ts'
import { useImageList } from '../imageList.ts'

export type Direction = 'next' | 'previous'

export type PropagationWish = {
  readonly direction: Direction
  /** How many images. */
  readonly count: number
  readonly isOnlySelection: boolean
  /** A box of the same class that overlaps so much stands for the copy; null copies in any case. */
  readonly presentIou: number | null
  readonly skipReviewed: boolean
}

export const mostImages = 1000
/** An object that moved on a little still overlaps by half: it would be labelled twice. */
export const usualIou = 0.5

type Propagation = PropagationWish & { readonly isOpen: boolean }

/** Kept from one opening to the next. */
export const usePropagation = create<Propagation>()(() => ({
  isOpen: false,
  direction: 'next',
  count: 5,
  isOnlySelection: false,
  presentIou: usualIou,
  skipReviewed: true,
}))

/** Opens with the selected boxes, when there are any. */
export function openPropagation(): void {
  usePropagation.setState({ isOpen: true, isOnlySelection: useEditor.getState().selectedIds.length > 0 })
}

/** The images in one direction, the nearest first. */
export function targetsOf(ids: readonly number[], imageId: number, direction: Direction, count: number): number[] {
  const index = ids.indexOf(imageId)
  if (index < 0) return []
  if (direction === 'next') return ids.slice(index + 1, index + 1 + count)
  return ids.slice(Math.max(0, index - count), index).reverse()
}

export type PropagationResult = CallResponse<'annotations.propagate'>

/** What it would do; null when there is nothing to copy or nowhere to. */
export async function tryPropagation(wish: PropagationWish): Promise<PropagationResult | null> {
  const request = requestOf(wish)
  // After the edits that are still on their way, which may have made the boxes.
  return request && inOrder(() => call('annotations.propagate', { ...request, dryRun: true }))
}

export async function propagate(wish: PropagationWish): Promise<void> {
  const request = requestOf(wish)
  const result = request && (await write(() => call('annotations.propagate', request)))
  if (!request || !result) return
  note(i18next.t('annotate.propagate.done', { count: result.boxes }))
  await refreshHistory(request.imageId)
}

function requestOf({ direction, count, isOnlySelection, presentIou, skipReviewed }: PropagationWish) {
  const { image, annotations, selectedIds } = useEditor.getState()
  if (!image) return null
  const annotationIds = isOnlySelection ? [...selectedIds] : annotations.map(({ id }) => id)
  const targetIds = targetsOf(useImageList.getState().ids, image.id, direction, count)
  if (annotationIds.length === 0 || targetIds.length === 0) return null
  return { imageId: image.id, annotationIds, targetIds, presentIou, skipReviewed }
}
