import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { parseFilter } from '../../shared/filter/parseFilter.ts'
import styles from './FilterField.module.css'
import { wordName } from './filterWords.ts'

type FilterChipProps = { readonly word: string; readonly onOpen: () => void; readonly onRemove: () => void }

/** A word of the filter: a click or Enter puts it back into the text, Delete or the cross removes it. */
export function FilterChip({ word, onOpen, onRemove }: FilterChipProps) {
  const { t } = useTranslation()
  const name = wordName(t, word)
  const isBad = parseFilter(word).problems.length > 0
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else if (event.key === 'ArrowLeft') beside(event.currentTarget, -1)?.focus()
    else if (event.key === 'ArrowRight') beside(event.currentTarget, 1)?.focus()
    else return
    event.preventDefault()
  }
  return (
    <span className={styles.chip} data-bad={isBad || undefined}>
      <button
        type="button"
        data-chip
        title={word}
        aria-label={t('filter.chip', { text: name })}
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        {name}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('filter.remove', { text: name })}
        // The text field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

/** The chip or the text field next to a chip. */
function beside(chip: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const group = chip.closest('fieldset')
  const stops = [...(group?.querySelectorAll<HTMLElement>('[data-chip], input') ?? [])]
  return stops[stops.indexOf(chip) + step]
}
