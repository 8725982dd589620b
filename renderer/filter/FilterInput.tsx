import type { Dispatch, KeyboardEvent, RefObject, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import type { Completion } from './completions.ts'
import { type Draft, settled, withTyped } from './draft.ts'
import styles from './FilterField.module.css'
import { optionId } from './Suggestions.tsx'
import type { Suggesting } from './useSuggesting.ts'

type FilterInputProps = {
  readonly id: string | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly draft: Draft
  readonly suggesting: Suggesting
  readonly write: Dispatch<SetStateAction<Draft>>
  readonly writeNow: (draft: Draft) => void
  readonly accept: (completion: Completion) => void
  readonly openWord: (index: number) => void
  readonly onLeave: (() => void) | undefined
  readonly isNarrow: boolean
  readonly isWrong: boolean
}

/** The word being typed. */
export function FilterInput(props: FilterInputProps) {
  const { id, input, draft, suggesting, write, isNarrow, isWrong } = props
  const { t } = useTranslation()
  const { listId, active } = suggesting
  return (
    <input
      ref={input}
      {...(id === undefined ? {} : { id })}
      className={styles.input}
      role="combobox"
      aria-label={t('filter.label')}
      aria-expanded={suggesting.shown.length > 0}
      aria-controls={listId}
      aria-autocomplete="list"
      aria-invalid={isWrong}
      {...(active === null ? {} : { 'aria-activedescendant': optionId(listId, active) })}
      spellCheck={false}
      autoComplete="off"
      placeholder={draft.words.length > 0 ? '' : t(isNarrow ? 'filter.short' : 'filter.placeholder')}
      value={draft.typed}
      onChange={(event) => {
        const next = withTyped(draft, event.target.value)
        write(next)
        if (next.typed === '') suggesting.close()
        else suggesting.open()
      }}
      onFocus={suggesting.open}
      onClick={suggesting.open}
      onBlur={() => {
        // Not before the next element has the focus: a dialog takes it back when something goes while nothing has it.
        setTimeout(() => {
          // A click on a chip gives the focus back, with the word of the chip to be changed.
          if (document.activeElement === input.current) return
          suggesting.close()
          // Of what is there by then: the click that took the focus may have removed a chip.
          write(settled)
        })
      }}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing && takesKey(event, props)) event.preventDefault()
      }}
    />
  )
}

/** @returns whether the key is used up */
function takesKey(event: KeyboardEvent<HTMLInputElement>, props: FilterInputProps): boolean {
  const { draft, suggesting, accept, openWord } = props
  const { selectionStart, selectionEnd } = event.currentTarget
  const isAtStart = selectionStart === 0 && selectionEnd === 0 && draft.place > 0
  const chosen = suggesting.active === null ? undefined : suggesting.shown[suggesting.active]
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      suggesting.move(event.key === 'ArrowDown' ? 1 : -1)
      return true
    case 'Tab':
      if (chosen) accept(chosen)
      return chosen !== undefined
    case 'Enter':
      if (chosen) accept(chosen)
      else endWord(props)
      return true
    case 'Escape':
      return giveUp(props)
    case 'Backspace':
      if (isAtStart) openWord(draft.place - 1)
      return isAtStart
    case 'ArrowLeft':
      if (isAtStart) chipsOf(event.currentTarget)[draft.place - 1]?.focus()
      return isAtStart
    default:
      return false
  }
}

function endWord({ draft, suggesting, writeNow, onLeave }: FilterInputProps): void {
  suggesting.close()
  writeNow(settled(draft))
  if (draft.typed === '') onLeave?.()
}

/** First the suggestions, then the typed word, then the field itself. */
function giveUp({ input, draft, suggesting, writeNow, onLeave }: FilterInputProps): boolean {
  const { shown } = suggesting
  suggesting.close()
  if (draft.typed !== '') {
    if (shown.length === 0) writeNow({ ...draft, typed: '' })
    return true
  }
  // Within a dialog the first Escape is for the suggestions and the next for the dialog.
  if (shown.length > 0 && !onLeave) return true
  if (onLeave) onLeave()
  else input.current?.blur()
  return onLeave !== undefined
}

const chipsOf = (input: HTMLElement): HTMLElement[] => [
  ...(input.closest('fieldset')?.querySelectorAll<HTMLElement>('[data-chip]') ?? []),
]
