/** What the buttons and keys of the crops do. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { Box } from '../../shared/box.ts'
import { assertNever } from '../../shared/errors.ts'
import { useCommands } from '../keys/useCommands.ts'
import { showImageFrom } from '../stores/comeBack.ts'
import { useProject } from '../stores/project.ts'
import { type CropItem, nextOpen } from './cropItems.ts'
import { canAccept } from './fixes.ts'
import { decideCrops, editCrop, showCrop, skipCrop, undoJudgement, useReview } from './review.ts'
import type { Judgements } from './useJudgements.ts'

export const reviewActions = ['accept', 'keep', 'ignore', 'edit', 'open', 'skip', 'undo'] as const
export type ReviewAction = (typeof reviewActions)[number]

export type CropActionSet = {
  readonly can: (action: ReviewAction) => boolean
  readonly run: (action: ReviewAction) => void
  /** The box as it was drawn anew; null when it stays. */
  readonly finishEdit: (box: Box | null) => void
}

export function useCropActions(
  items: readonly CropItem[],
  current: CropItem | null,
  judgements: Judgements,
): CropActionSet {
  const categories = useProject((state) => state.categories)
  const canUndo = useReview((state) => state.done.length > 0)
  const isEditing = useReview((state) => state.editing !== null)
  const latest = useRef(items)
  useLayoutEffect(() => {
    latest.current = items
  })
  // Not anew with the items, which may be others in each frame of a slider.
  const actions = useMemo<CropActionSet>(() => {
    const known = new Set(categories.map((category) => category.id))
    const next = () => current && nextOpen(latest.current, current.key, (item) => judgements(item) !== null)
    const can = (action: ReviewAction): boolean => {
      // The keys are the box's until it is drawn.
      if (isEditing) return false
      if (action === 'undo') return canUndo
      return current !== null && isPossible(action, current, known, judgements(current) === 'accepted')
    }
    const run = (action: ReviewAction): void => {
      if (!can(action)) return
      if (action === 'undo') void undoJudgement()
      else if (current) perform(action, current, next())
    }
    const finishEdit = (box: Box | null): void => {
      if (box && current) void decideCrops([current], { verdict: 'edited', box }, next())
      else editCrop(null)
    }
    return { can, run, finishEdit }
  }, [current, categories, judgements, canUndo, isEditing])
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

function isPossible(
  action: Exclude<ReviewAction, 'undo'>,
  item: CropItem,
  known: ReadonlySet<number>,
  isAccepted: boolean,
): boolean {
  if (action === 'accept') return !isAccepted && canAccept(item, known)
  // A thing that the model alone sees becomes a label of the model's class.
  if (action === 'edit' || action === 'ignore') return item.label !== null || canAccept(item, known)
  return true
}

function perform(action: Exclude<ReviewAction, 'undo'>, item: CropItem, next: CropItem | null): void {
  switch (action) {
    case 'accept':
      void decideCrops([item], { verdict: 'accepted' }, next)
      break
    case 'keep':
      void decideCrops([item], { verdict: 'kept' }, next)
      break
    case 'ignore':
      void decideCrops([item], { verdict: 'ignored' }, next)
      break
    case 'skip':
      skipCrop(item, next)
      break
    case 'edit':
      showCrop(item.key)
      editCrop(item.label?.box ?? item.detected!.box)
      break
    case 'open':
      // So that the walk goes on here afterwards.
      showCrop(item.key)
      showImageFrom('results', item.image.id, item.label?.id ?? null)
      break
    default:
      assertNever(action)
  }
}
