/** The classes of the project. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'

type Part = Pick<EngineHandlers, 'categories.list' | 'categories.add' | 'categories.change' | 'categories.remove'>

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
    'categories.remove': ({ id }) => {
      const { name } = store().categories.get(id)
      const uses = store().annotations.countOfCategory(id)
      if (uses > 0) {
        throw new BoxwrightError('conflict', `The class "${name}" has ${uses} boxes. Give them another class first.`, {
          name,
          uses,
        })
      }
      store().edits.run('category', null, (writer) => writer.remove('category', id))
      announceChange(context, [], true)
      return {}
    },
  }
}
