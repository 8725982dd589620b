import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '../stores/project.ts'
import { type Completion, completionsOf } from './completions.ts'
import { valueName } from './filterWords.ts'

export type Suggesting = {
  readonly listId: string
  readonly shown: readonly Completion[]
  /** Which one the arrow keys reached. */
  readonly active: number | null
  readonly open: () => void
  readonly close: () => void
  readonly move: (step: 1 | -1) => void
}

/** The suggestions for the word being typed, while they are wanted. */
export function useSuggesting(typed: string): Suggesting {
  const { t } = useTranslation()
  const listId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const categories = useProject((state) => state.categories)
  const found = isOpen
    ? completionsOf(typed, {
        classes: categories.map(({ name }) => name),
        valueName: (value) => valueName(t, value),
      })
    : []
  // A word that is typed out needs no suggestion of itself.
  const shown = found.length === 1 && found[0]!.text === typed ? [] : found
  return {
    listId,
    shown,
    active: active !== null && active < shown.length ? active : null,
    open: () => {
      setIsOpen(true)
      setActive(null)
    },
    close: () => setIsOpen(false),
    move: (step) => {
      setIsOpen(true)
      const count = Math.max(1, shown.length)
      setActive((now) => (now === null ? (step > 0 ? 0 : count - 1) : (now + step + count) % count))
    },
  }
}
