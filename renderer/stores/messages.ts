/** What the window tells the user: the last message in the status bar, errors in a corner until they are read. */
import { create } from 'zustand'
import { BoxwrightError, toPlainError } from '../../shared/errors.ts'
import { on } from '../studio.ts'

export type Message = {
  readonly id: number
  readonly kind: 'note' | 'error'
  readonly text: string
  readonly detail: string | null
}

type Messages = {
  readonly last: Message | null
  readonly errors: readonly Message[]
  readonly note: (text: string) => void
  readonly fail: (error: unknown) => void
  readonly dismiss: (id: number) => void
}

let nextId = 1

export const useMessages = create<Messages>()((set) => ({
  last: null,
  errors: [],
  note: (text) => set({ last: { id: nextId++, kind: 'note', text, detail: null } }),
  fail: (error) => {
    const { code, message, details } = toPlainError(error)
    const detail = code === 'internal' ? String(details.stack ?? '') : null
    const entry: Message = { id: nextId++, kind: 'error', text: message, detail }
    set((state) => ({ last: entry, errors: [...state.errors.filter((other) => other.text !== message), entry] }))
  },
  dismiss: (id) =>
    set(({ last, errors }) => ({
      last: last?.id === id ? null : last,
      errors: errors.filter((entry) => entry.id !== id),
    })),
}))

/** What was said of one project is nothing to another, nor to the start screen. @returns a function that ends it */
export function startMessages(): () => void {
  let path: string | null = null
  return on('project.opened', (opened) => {
    // Opened anew after the engine had stopped, it is the same project, and why it stopped is still to be read.
    if (opened.path !== path) useMessages.setState({ last: null, errors: [] })
    path = opened.path
  })
}

export const note = (text: string): void => useMessages.getState().note(text)
/** Shows any thrown value. Use it where a promise would otherwise be left alone. */
export const fail = (error: unknown): void => useMessages.getState().fail(error)

/** For what is read in the background: that the project was closed meanwhile is no error to anyone. */
export function failUnlessClosed(error: unknown): void {
  if (error instanceof BoxwrightError && error.code === 'no-project') return
  fail(error)
}
