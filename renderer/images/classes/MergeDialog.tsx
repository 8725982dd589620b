import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Field, Select } from '../../design/Field.tsx'
import { type CountedCategory, useProject } from '../../stores/project.ts'
import styles from './Classes.module.css'
import { mergeClass } from './classActions.ts'

type MergeDialogProps = {
  readonly from: CountedCategory
  /** The class that the user's words already named. */
  readonly proposed: CountedCategory | null
  readonly onClose: () => void
}

/** All boxes of a class go to another one, and the class goes. */
export function MergeDialog({ from, proposed, onClose }: MergeDialogProps) {
  const { t } = useTranslation()
  const others = useProject((state) => state.categories).filter(({ id }) => id !== from.id)
  const [intoId, setIntoId] = useState(String(proposed?.id ?? others[0]?.id ?? ''))
  const into = others.find(({ id }) => String(id) === intoId)
  const merge = () => {
    if (into) void mergeClass(from, into)
    onClose()
  }
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={!into} onClick={merge}>
        {t('room.classes.merge')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('room.classes.mergeTitle', { name: from.name })} isOpen onClose={onClose} actions={actions}>
      {proposed && <p>{t('room.classes.nameTaken', { name: proposed.name })}</p>}
      <Field label={t('room.classes.mergeInto')}>
        {(id) => (
          <Select
            id={id}
            value={intoId}
            choices={others.map((other) => ({ value: String(other.id), label: other.name }))}
            onChoose={setIntoId}
          />
        )}
      </Field>
      {into && (
        <p className={styles.consequence}>
          {t('room.classes.mergeConsequence', { count: from.annotationCount, from: from.name, into: into.name })}
        </p>
      )}
    </Dialog>
  )
}
