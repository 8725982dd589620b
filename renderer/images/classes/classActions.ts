/** What can be done to classes. Every one is a step that undo takes back, and says what it did. */
import i18next from 'i18next'
import { fail, note } from '../../stores/messages.ts'
import { type CountedCategory, noteCategory, useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

/** The class of this name, apart from one. */
export function holderOfName(
  categories: readonly CountedCategory[],
  name: string,
  exceptId: number | null,
): CountedCategory | null {
  const wanted = name.trim().normalize('NFC')
  return categories.find((category) => category.id !== exceptId && category.name === wanted) ?? null
}

export function addClass(name: string): void {
  void told(async () => {
    noteCategory(await call('categories.add', { name }))
    return i18next.t('room.classes.added', { name })
  })
}

export function renameClass({ id, name: former }: CountedCategory, name: string): void {
  void told(async () => {
    await call('categories.change', { id, name })
    return i18next.t('room.classes.renamed', { former, name })
  })
}

export function recolorClass({ id, name }: CountedCategory, color: string): void {
  void told(async () => {
    await call('categories.change', { id, color })
    return i18next.t('room.classes.recolored', { name })
  })
}

/** @param hotkey a digit, or null for none; another class that had it loses it in the same step */
export function setClassKey({ id, name }: CountedCategory, hotkey: string | null): void {
  void told(async () => {
    await call('categories.change', { id, hotkey })
    return hotkey === null
      ? i18next.t('room.classes.keyTaken', { name })
      : i18next.t('room.classes.keySet', { name, hotkey })
  })
}

export function reorderClasses(ids: readonly number[]): void {
  const { categories } = useProject.getState()
  // Shown at once: a class that is carried by the keyboard must be where the next key press finds it.
  useProject.setState({
    categories: ids.flatMap((id) => categories.find((category) => category.id === id) ?? []),
  })
  void told(async () => {
    await call('categories.reorder', { ids: [...ids] })
    return i18next.t('room.classes.reordered')
  })
}

export function mergeClass(from: CountedCategory, into: CountedCategory): Promise<void> {
  return told(async () => {
    const { boxes } = await call('categories.merge', { from: [from.id], into: into.id })
    return i18next.t('room.classes.merged', { count: boxes, from: from.name, into: into.name })
  })
}

export function removeClass({ id, name }: CountedCategory, deleteBoxes: boolean): Promise<void> {
  return told(async () => {
    const { boxes } = await call('categories.remove', { id, deleteBoxes })
    return boxes > 0
      ? i18next.t('room.classes.removedWithBoxes', { count: boxes, name })
      : i18next.t('room.classes.removed', { name })
  })
}

async function told(work: () => Promise<string>): Promise<void> {
  try {
    note(await work())
  } catch (error) {
    fail(error)
  }
}
