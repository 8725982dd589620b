import { useTranslation } from 'react-i18next'
import { Select } from '../../design/Field.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Classes.module.css'
import { setClassKey } from './classActions.ts'

const digits = '1234567890'.split('')
const noKey = '–'

type HotkeySelectProps = { readonly category: CountedCategory; readonly categories: readonly CountedCategory[] }

/** The digit that chooses the class; the list tells which class has it now. */
export function HotkeySelect({ category, categories }: HotkeySelectProps) {
  const { t } = useTranslation()
  const holderOf = (digit: string) => categories.find(({ hotkey, id }) => hotkey === digit && id !== category.id)
  const choices = [
    { value: noKey, label: noKey },
    ...digits.map((digit) => {
      const holder = holderOf(digit)
      return { value: digit, label: holder ? t('room.classes.keyOf', { digit, name: holder.name }) : digit }
    }),
  ]
  return (
    <Select
      className={styles.hotkey}
      aria-label={t('room.classes.keyThis', { name: category.name })}
      value={category.hotkey ?? noKey}
      choices={choices}
      onChoose={(value) => setClassKey(category, value === noKey ? null : value)}
    />
  )
}
