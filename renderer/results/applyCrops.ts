/** Taking the model's word for many crops at once. */
import { useProject } from '../stores/project.ts'
import type { CropItem } from './cropItems.ts'
import { canAccept } from './fixes.ts'
import { decideCrops } from './review.ts'
import type { Judgements } from './useJudgements.ts'

/** Those that are open and can be applied: the model's class may have been removed since. */
export function applicable<Item extends CropItem>(items: readonly Item[], judgements: Judgements): Item[] {
  const known = new Set(useProject.getState().categories.map(({ id }) => id))
  return items.filter((item) => canAccept(item, known) && judgements(item) === null)
}

/** One step for all of them, and one undo. */
export function applyCrops(items: readonly CropItem[]): void {
  if (items.length > 0) void decideCrops(items, { verdict: 'accepted' }, null)
}
