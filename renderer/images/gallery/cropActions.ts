/** What is done to chosen crops: each action one step of undo over all their images, told with its count. */
import i18next from 'i18next'
import { fail, note } from '../../stores/messages.ts'
import type { CountedCategory } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { relabelled, withoutCrops } from './crops.ts'
import type { Gallery } from './useGallery.ts'

export async function relabelCrops(
  gallery: Gallery,
  ids: readonly number[],
  category: Pick<CountedCategory, 'id' | 'name'>,
): Promise<void> {
  if (ids.length === 0) return note(i18next.t('room.boxes.noneChosen'))
  try {
    const { boxes } = await call('annotations.bulk', {
      ids: [...ids],
      action: { kind: 'relabel', categoryId: category.id },
    })
    // Locked ones stayed as they are; which, the engine tells with its next answer.
    if (boxes === ids.length) gallery.foresee((columns) => relabelled(columns, new Set(ids), category.id))
    note(told(i18next.t('room.boxes.relabelled', { count: boxes, name: category.name }), ids, boxes))
  } catch (error) {
    fail(error)
  }
}

export async function deleteCrops(gallery: Gallery, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return note(i18next.t('room.boxes.noneChosen'))
  try {
    const { boxes } = await call('annotations.bulk', { ids: [...ids], action: { kind: 'delete' } })
    if (boxes === ids.length) gallery.foresee((columns) => withoutCrops(columns, new Set(ids)))
    note(told(i18next.t('room.boxes.deleted', { count: boxes }), ids, boxes))
  } catch (error) {
    fail(error)
  }
}

/** What was done, and to how many it was not. */
function told(done: string, ids: readonly number[], changed: number): string {
  const rest = ids.length - changed
  const leftAlone = i18next.t('room.boxes.leftAlone', { count: rest })
  if (changed === 0) return leftAlone
  return rest > 0 ? `${done}. ${leftAlone}` : done
}
