import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../design/Field.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Classes.module.css'
import { holderOfName, renameClass } from './classActions.ts'

type NameCellProps = {
  readonly category: CountedCategory
  readonly categories: readonly CountedCategory[]
  /** The new name belongs to another class. */
  readonly onCollision: (holder: CountedCategory) => void
}

/** The name, which a click, Enter or F2 makes a field. */
export function NameCell({ category, categories, onCollision }: NameCellProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const isGivenUp = useRef(false)
  const begin = () => {
    isGivenUp.current = false
    setTyped(category.name)
  }
  const commit = () => {
    const name = typed?.trim() ?? ''
    setTyped(null)
    if (isGivenUp.current || name === '' || name === category.name) return
    const holder = holderOfName(categories, name, category.id)
    if (holder) onCollision(holder)
    else renameClass(category, name)
  }
  if (typed === null) {
    return (
      <button
        type="button"
        className={styles.nameButton}
        aria-label={t('room.classes.renameThis', { name: category.name })}
        onClick={begin}
        onKeyDown={(event) => event.key === 'F2' && begin()}
      >
        <span className={styles.nameText}>{category.name}</span>
        <Pencil size={12} aria-hidden="true" className={styles.pencil} />
      </button>
    )
  }
  return (
    <TextInput
      autoFocus
      aria-label={t('room.classes.newName', { name: category.name })}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') isGivenUp.current = true
        if (event.key !== 'Escape' && event.key !== 'Enter') return
        // A dialog that opens now would take the key as its own.
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}
