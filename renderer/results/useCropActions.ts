/** What the buttons and keys of the crops do. */
import { useMemo } from 'react'
import { assertNever } from '../../shared/errors.ts'
import { useCommands } from '../keys/useCommands.ts'
import { showImage } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import { type CropItem, nextOpen } from './cropItems.ts'
import { canAccept } from './fixes.ts'
import { acceptCrop, judge, showCrop, undoFix, useReview } from './review.ts'

export const reviewActions = ['accept', 'keep', 'edit', 'skip', 'undo'] as const
export type ReviewAction = (typeof reviewActions)[number]

export type CropActionSet = {
  readonly can: (action: ReviewAction) => boolean
  readonly run: (action: ReviewAction) => void
}

export function useCropActions(items: readonly CropItem[], current: CropItem | null): CropActionSet {
  const categories = useProject((state) => state.categories)
  const judged = useReview((state) => state.judged)
  const canUndo = useReview((state) => state.fixed.length > 0)
  const actions = useMemo<CropActionSet>(() => {
    const known = new Set(categories.map((category) => category.id))
    const can = (action: ReviewAction): boolean => {
      if (action === 'undo') return canUndo
      if (action !== 'accept') return current !== null
      return current !== null && judged.get(current.key) !== 'accepted' && canAccept(current, known)
    }
    const run = (action: ReviewAction): void => {
      if (!can(action)) return
      if (action === 'undo') void undoFix()
      else if (current) perform(action, current, nextOpen(items, current.key, judged))
    }
    return { can, run }
  }, [items, current, categories, judged, canUndo])
  useCommands(
    Object.fromEntries(
      reviewActions.map((action) => [
        `results.${action}`,
        { run: () => actions.run(action), canRun: () => actions.can(action) },
      ]),
    ),
  )
  return actions
}

function perform(action: Exclude<ReviewAction, 'undo'>, item: CropItem, next: CropItem | null): void {
  switch (action) {
    case 'accept':
      void acceptCrop(item, next)
      break
    case 'keep':
      judge(item.key, 'kept', next)
      break
    case 'skip':
      judge(item.key, 'skipped', next)
      break
    case 'edit':
      // So that the walk goes on here afterwards.
      showCrop(item.key)
      showImage(item.image.id, item.label?.id ?? null)
      break
    default:
      assertNever(action)
  }
}
