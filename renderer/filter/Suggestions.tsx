import { useTranslation } from 'react-i18next'
import { wordFields } from '../../shared/filter/terms.ts'
import type { Completion } from './completions.ts'
import styles from './FilterField.module.css'
import { valueName } from './filterWords.ts'

type SuggestionsProps = {
  readonly listId: string
  readonly shown: readonly Completion[]
  readonly active: number | null
  readonly onChoose: (completion: Completion) => void
}

export const optionId = (listId: string, index: number): string => `${listId}-${index}`

/** What the typed word may become, each with what it means. */
export function Suggestions({ listId, shown, active, onChoose }: SuggestionsProps) {
  const { t } = useTranslation()
  const meaning = ({ field, value }: Completion): string => {
    if (value === null) return t(`filter.help.${field}`)
    return field in wordFields ? valueName(t, value) : t(`filter.field.${field}`)
  }
  return (
    <div id={listId} className={styles.suggestions} role="listbox" aria-label={t('filter.suggestions')}>
      {shown.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the text field has the focus and the keys
        <div
          key={completion.text}
          id={optionId(listId, index)}
          role="option"
          aria-selected={index === active}
          className={styles.suggestion}
          // The text field would lose the focus, and with it the list would go.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(completion)}
        >
          <code>{completion.text}</code>
          <span className={styles.meaning}>{meaning(completion)}</span>
        </div>
      ))}
    </div>
  )
}
