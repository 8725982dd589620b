import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Select } from '../../design/Field.tsx'
import { type CountedCategory, useProject } from '../../stores/project.ts'
import styles from './Classes.module.css'
import { mergeClass, removeClass } from './classActions.ts'

type RemoveDialogProps = { readonly category: CountedCategory; readonly onClose: () => void }

/** A class that has boxes goes only when it is said what becomes of them. */
export function RemoveDialog({ category, onClose }: RemoveDialogProps) {
  const { t } = useTranslation()
  const group = useId()
  const others = useProject((state) => state.categories).filter(({ id }) => id !== category.id)
  const [fate, setFate] = useState<'move' | 'delete'>(others.length > 0 ? 'move' : 'delete')
  const [intoId, setIntoId] = useState(String(others[0]?.id ?? ''))
  const into = others.find(({ id }) => String(id) === intoId)
  const { name, annotationCount: count } = category
  const remove = () => {
    if (fate === 'delete') void removeClass(category, true)
    else if (into) void mergeClass(category, into)
    onClose()
  }
  const choice = (value: typeof fate, label: string) => (
    <label className={styles.fate}>
      <input type="radio" name={group} checked={fate === value} onChange={() => setFate(value)} />
      {label}
    </label>
  )
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button look="danger" onClick={remove}>
        {t('room.classes.remove')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('room.classes.removeTitle', { name })} isOpen onClose={onClose} actions={actions}>
      <p>{t('room.classes.removeText', { count, name })}</p>
      {others.length > 0 && (
        <div className={styles.fateRow}>
          {choice('move', t('room.classes.moveBoxes'))}
          <Select
            aria-label={t('room.classes.mergeInto')}
            value={intoId}
            disabled={fate !== 'move'}
            choices={others.map((other) => ({ value: String(other.id), label: other.name }))}
            onChoose={setIntoId}
          />
        </div>
      )}
      {choice('delete', t('room.classes.deleteBoxes', { count }))}
      <p className={styles.consequence}>{t('room.undoable')}</p>
    </Dialog>
  )
}
