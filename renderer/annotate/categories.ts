/** The classes, as this activity makes, renames and chooses them. */
import { fail } from '../stores/messages.ts'
import { type CountedCategory, noteCategory, useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import { change } from './act.ts'
import { chooseCategory } from './commands.ts'
import { useEditor } from './editor.ts'
import { ensureIds, nextId } from './idPool.ts'

/** For waiting boxes, the selection, and the next box. */
export async function takeCategory(categoryId: number): Promise<void> {
  await ensureIds(useEditor.getState().waitingBoxes.length)
  change((editor) => chooseCategory(editor, categoryId, nextId))
}

/** The class of this name, made if there is none, and taken, unless another was chosen while it was being made. */
export async function takeCategoryNamed(name: string): Promise<void> {
  const turn = useEditor.getState().categoryTurn
  try {
    const present = categoryNamed(useProject.getState().categories, name)
    const category = present ?? (await call('categories.add', { name }))
    noteCategory(category)
    if (useEditor.getState().categoryTurn === turn) await takeCategory(category.id)
  } catch (error) {
    fail(error)
  }
}

export const renameCategory = (id: number, name: string): void =>
  void call('categories.change', { id, name }).catch(fail)

export const removeCategory = (id: number): void => void call('categories.remove', { id }).catch(fail)

/** Compared as people read: without case and without blanks around it. */
export function categoryNamed(categories: readonly CountedCategory[], name: string): CountedCategory | null {
  const plain = (text: string) => text.trim().normalize('NFC').toLocaleLowerCase()
  const alike = categories.filter((category) => plain(category.name) === plain(name))
  return alike.find((category) => category.name === name.trim()) ?? alike[0] ?? null
}

/** The class of the next box: the one chosen last, or the first of the list when that is gone. */
export function keepStickyCategory(categories: readonly CountedCategory[]): void {
  const { categoryId } = useEditor.getState()
  const isPresent = categories.some(({ id }) => id === categoryId)
  if (!isPresent) useEditor.setState({ categoryId: categories[0]?.id ?? null })
}
