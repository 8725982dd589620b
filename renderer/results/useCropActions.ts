/** What the buttons and keys of the crops do. */
import { useEffect, useMemo, useRef } from 'react'
import { assertNever } from '../../shared/errors.ts'
import { showImage } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import { type CropItem, nextOpen } from './cropItems.ts'
import { canAccept } from './fixes.ts'
import { acceptCrop, judge, showCrop, undoFix, useReview } from './review.ts'
import { type ReviewAction, reviewActionOf } from './reviewKeys.ts'

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
  useKeys(actions)
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

/** The keys work wherever the focus is on this screen, but for places where text is typed. */
function useKeys(actions: CropActionSet): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = isTyping(event.target) ? null : reviewActionOf(event)
      if (!action) return
      event.preventDefault()
      latest.current.run(action)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('select, textarea, input:not([type="range"], [type="checkbox"])')
}
