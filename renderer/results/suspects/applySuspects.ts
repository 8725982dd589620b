/** Taking the model's word for many suspects at once. */
import { useProject } from '../../stores/project.ts'
import { canAccept } from '../fixes.ts'
import { decideCrops } from '../review.ts'
import type { SuspectItem } from './suspectItems.ts'
import { selectSuspects } from './suspectsView.ts'

/** Those that can be applied: the model's class may have been removed since. */
export function applicable(items: readonly SuspectItem[]): SuspectItem[] {
  const known = new Set(useProject.getState().categories.map(({ id }) => id))
  return items.filter((item) => canAccept(item, known))
}

/** One step for all of them, and one undo. */
export function applySuspects(items: readonly SuspectItem[]): void {
  selectSuspects([])
  if (items.length > 0) void decideCrops(items, { verdict: 'accepted' }, null)
}
