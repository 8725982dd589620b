import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { type Completion, isWhole } from './completions.ts'
import { type Draft, draftOf, textOf, withoutWord, withWordEnded, withWordOpened } from './draft.ts'
import { FilterChip } from './FilterChip.tsx'
import styles from './FilterField.module.css'
import { FilterInput } from './FilterInput.tsx'
import { problemText } from './filterWords.ts'
import { SavedFilters } from './SavedFilters.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useDraft } from './useDraft.ts'
import { useSuggesting } from './useSuggesting.ts'

type FilterFieldProps = {
  /** The filter in force, as text (shared/filter). */
  readonly value: string
  readonly onChange: (filter: string) => void
  /** Of the text field, for those who want to focus it. */
  readonly id?: string
  /** Called when Enter or Escape has nothing more to do in the field. */
  readonly onLeave?: () => void
  readonly isNarrow?: boolean
}

/** A filter as text and as chips at the same time: every word is a chip, the one being typed is completed. */
export function FilterField({ value, onChange, id, onLeave, isNarrow = false }: FilterFieldProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const { draft, write, writeNow } = useDraft(value, onChange)
  const suggesting = useSuggesting(draft.typed)
  const goOn = (next: Draft, put: (draft: Draft) => void) => {
    put(next)
    if (next.typed === '') suggesting.close()
    else suggesting.open()
    input.current?.focus()
  }
  const accept = (completion: Completion) => {
    const next = { ...draft, typed: completion.text }
    if (isWhole(completion)) goOn(withWordEnded(next), writeNow)
    else goOn(next, write)
  }
  const chip = (index: number) => (
    <FilterChip
      key={draft.words[index]}
      word={draft.words[index]!}
      onOpen={() => goOn(withWordOpened(draft, index), write)}
      onRemove={() => goOn(withoutWord(draft, index), writeNow)}
    />
  )
  // While suggestions are shown, the typed word is not finished and so cannot be wrong yet.
  const problem = problemText(t, textOf(suggesting.shown.length > 0 ? { ...draft, typed: '' } : draft))
  const places = draft.words.map((_, index) => index)

  return (
    <div className={styles.field} data-narrow={isNarrow || undefined}>
      <fieldset className={styles.box} aria-label={t('filter.label')}>
        {places.slice(0, draft.place).map(chip)}
        <FilterInput
          {...{ id, input, draft, suggesting, write, writeNow, accept, onLeave, isNarrow }}
          isWrong={problem !== null}
          openWord={(index) => goOn(withWordOpened(draft, index), write)}
        />
        {places.slice(draft.place).map(chip)}
        <span className={styles.tools}>
          {textOf(draft) !== '' && (
            <IconButton label={t('filter.clear')} onClick={() => writeNow(draftOf(''))}>
              <X size={14} />
            </IconButton>
          )}
          <SavedFilters filter={value} onChoose={(chosen) => writeNow(draftOf(chosen))} />
        </span>
        {suggesting.shown.length > 0 && <Suggestions {...suggesting} onChoose={accept} />}
      </fieldset>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
