import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../design/Field.tsx'
import { useProject } from '../../stores/project.ts'
import { categoryNamed, takeCategoryNamed } from '../categories.ts'
import { useEditor } from '../editor.ts'
import { focusIds, focusOn } from '../focus.ts'
import styles from './CategoryPanel.module.css'

/** Typing a name takes the class of that name, made if there is none: for waiting boxes, the selection, the next box. */
export function CategoryField() {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const selected = useEditor((state) => state.selectedIds.length)
  const waiting = useEditor((state) => state.waitingBoxes.length)
  useEffect(() => {
    if (waiting > 0) focusOn('categoryField')
  }, [waiting])

  function leave(): void {
    setName('')
    focusOn('canvas')
  }
  function take(): void {
    if (name.trim() !== '') void takeCategoryNamed(name.trim())
    leave()
  }

  return (
    <div className={styles.field}>
      <TextInput
        id={focusIds.categoryField}
        aria-label={t('annotate.classes.fieldLabel')}
        placeholder={
          selected > 0 ? t('annotate.classes.fieldForSelection', { count: selected }) : t('annotate.classes.field')
        }
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') take()
          if (event.key !== 'Escape') return
          useEditor.setState({ waitingBoxes: [] })
          leave()
        }}
      />
      <CategoryHint name={name.trim()} waiting={waiting} />
    </div>
  )
}

/** One line that says what Enter will do, or what to do first. */
function CategoryHint({ name, waiting }: { readonly name: string; readonly waiting: number }) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  if (name !== '') {
    const present = categoryNamed(categories, name)
    const text = present
      ? t('annotate.classes.willTake', { name: present.name })
      : t('annotate.classes.willMake', { name })
    return <p className={styles.hint}>{text}</p>
  }
  if (waiting > 0) return <p className={styles.waiting}>{t('annotate.classes.waiting', { count: waiting })}</p>
  if (categories.length === 0) return <p className={styles.hint}>{t('annotate.classes.empty')}</p>
  return null
}
