/**
 * Asking for the class after each box, for those who are used to it. The box is stored at once with the class in hand; the picker
 * only changes it, so that nothing waits and going on drawing is an answer too.
 */
import i18next from 'i18next'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { fail, note } from '../../stores/messages.ts'
import { noteCategory } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { change } from '../act.ts'
import { chooseCategory } from '../commands.ts'
import { nextId } from '../idPool.ts'

/** Off at first: drawing never opens anything by itself. */
type Asking = { readonly isOn: boolean }
export const useAsking = create<Asking>()(persist((): Asking => ({ isOn: false }), { name: 'boxwright-asks-class' }))

export function toggleAsking(): void {
  const isOn = !useAsking.getState().isOn
  useAsking.setState({ isOn })
  note(i18next.t(isOn ? 'annotate.picker.isOn' : 'annotate.picker.isOff'))
}

/** The box whose class takes this, whatever is selected; the next box has it too. */
export function labelBox(id: number, categoryId: number): void {
  change((editor) => {
    const outcome = chooseCategory({ ...editor, selectedIds: [id] }, categoryId, nextId)
    return { ...outcome, editor: { ...outcome.editor, selectedIds: editor.selectedIds } }
  })
}

export async function labelBoxNamed(id: number, name: string): Promise<void> {
  try {
    const category = await call('categories.add', { name })
    noteCategory(category)
    labelBox(id, category.id)
  } catch (error) {
    fail(error)
  }
}
