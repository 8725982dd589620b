/** The classes of the project. */
import type { EngineHandlers, ParsedRequest } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Category } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { Store } from '../store/store.ts'
import { settleRules } from './findings.ts'

type Part = Pick<
  EngineHandlers,
  | 'categories.list'
  | 'categories.add'
  | 'categories.change'
  | 'categories.remove'
  | 'categories.merge'
  | 'categories.reorder'
  | 'categories.statistics'
>

export function categoryHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store

  function refuseTakenName(name: string, ownId: number | null): void {
    const taken = store()
      .categories.list()
      .some((category) => category.id !== ownId && category.name === name.normalize('NFC'))
    if (taken)
      throw new BoxwrightError('conflict', `There is already a class named "${name}". Choose another name.`, { name })
  }

  return {
    'categories.list': () => store().categories.listCounted(),
    'categories.add': ({ name, color }) => {
      refuseTakenName(name, null)
      const category = store().categories.draft(name, color)
      store().edits.run('category', null, (writer) => writer.insert('category', category))
      announceChange(context, [], true)
      return category
    },
    'categories.change': ({ id, ...changes }) => {
      const category = store().categories.get(id)
      if (changes.name !== undefined) refuseTakenName(changes.name, id)
      const columns = Object.fromEntries(
        Object.entries(changes).filter(
          ([key, value]) => value !== undefined && value !== category[key as keyof typeof changes],
        ),
      ) as Record<string, string | null>
      if (Object.keys(columns).length === 0) return category
      store().edits.run('category', null, (writer) => {
        const holder = store()
          .categories.list()
          .find((other) => other.hotkey === columns.hotkey && other.id !== id)
        // A key belongs to one class: taking it frees it there, in the same step.
        if (columns.hotkey && holder) writer.update('category', holder.id, { hotkey: null })
        writer.update('category', id, columns)
      })
      announceChange(context, [], true)
      return store().categories.get(id)
    },
    'categories.remove': (request) => removeCategory(context, request),
    'categories.merge': (request) => mergeCategories(context, request),
    'categories.reorder': ({ ids }) => reorderCategories(context, ids),
    'categories.statistics': async ({ filter }) => {
      await settleRules(context, filter)
      return store().gallery.statistics(filter)
    },
  }
}

function removeCategory(
  context: EngineContext,
  { id, deleteBoxes }: ParsedRequest<'categories.remove'>,
): { boxes: number } {
  const { store } = openProjectOf(context)
  const { name } = store.categories.get(id)
  const boxIds = store.annotations.idsOfCategory(id)
  refuseHidden(store, { id, name })
  if (boxIds.length > 0 && !deleteBoxes) {
    throw new BoxwrightError(
      'conflict',
      `The class "${name}" has ${boxIds.length} boxes. Merge it into another class, or delete its boxes with it.`,
      { name, uses: boxIds.length },
    )
  }
  const { imageIds } = store.edits.run('category', null, (writer) => {
    for (const boxId of boxIds) writer.remove('annotation', boxId)
    for (const proposalId of store.proposals.idsOfCategory(id)) writer.remove('proposal', proposalId)
    for (const keptId of store.labellings.keptIdsOfCategory(id)) writer.remove('kept_box', keptId)
    writer.remove('category', id)
  })
  announceChange(context, imageIds, true)
  return { boxes: boxIds.length }
}

/** Labels that are hidden come back one day, and are not to lose boxes meanwhile that nobody sees. */
function refuseHidden(store: Store, { id, name }: Pick<Category, 'id' | 'name'>): void {
  const hidden = store.labellings.hiddenOfCategory(id)
  if (hidden === 0) return
  const message = `The class "${name}" has ${hidden} hidden boxes in control images. End those first, or merge the class into another one.`
  throw new BoxwrightError('conflict', message, { name, uses: hidden })
}

function mergeCategories(context: EngineContext, { from, into }: ParsedRequest<'categories.merge'>): { boxes: number } {
  const { store } = openProjectOf(context)
  if (from.includes(into)) throw new BoxwrightError('bad-request', 'A class cannot be merged into itself.')
  const merged = [...new Set(from)].map((id) => store.categories.get(id))
  const target = store.categories.get(into)
  const boxIds = merged.flatMap(({ id }) => store.annotations.idsOfCategory(id))
  const proposalIds = merged.flatMap(({ id }) => store.proposals.idsOfCategory(id))
  const keptIds = merged.flatMap(({ id }) => store.labellings.keptIdsOfCategory(id))
  const { imageIds } = store.edits.run('merge', null, (writer) => {
    for (const keptId of keptIds) writer.update('kept_box', keptId, { category_id: target.id })
    for (const proposalId of proposalIds) writer.update('proposal', proposalId, { category_id: target.id })
    for (const boxId of boxIds) writer.update('annotation', boxId, { category_id: target.id })
    for (const { id } of merged) writer.remove('category', id)
  })
  announceChange(context, imageIds, true)
  return { boxes: boxIds.length }
}

function reorderCategories(context: EngineContext, ids: readonly number[]): Record<string, never> {
  const { store } = openProjectOf(context)
  const categories = store.categories.list()
  if (ids.length !== categories.length || categories.some(({ id }) => !ids.includes(id))) {
    throw new BoxwrightError('conflict', 'The list of classes was changed meanwhile. Repeat the last step.')
  }
  const moved = categories.filter(({ id, position }) => ids.indexOf(id) !== position)
  if (moved.length === 0) return {}
  store.edits.run('category', null, (writer) => {
    for (const { id } of moved) writer.update('category', id, { position: ids.indexOf(id) })
  })
  announceChange(context, [], true)
  return {}
}
