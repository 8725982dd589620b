import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usualControlShare } from '../../../shared/labellingCalls.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Field, Select } from '../../design/Field.tsx'
import { FilterField } from '../../filter/FilterField.tsx'
import { useActivity } from '../../stores/activity.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'
import styles from './Agreement.module.css'
import { hideControls } from './agreementActions.ts'

const shares = [0.05, usualControlShare, 0.15, 0.25, 0.5, 1] as const
const restMs = 200

/** Chooses how many verified images become control images, and says what that means before it is done. */
export function ControlDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [filter, setFilter] = useState(() => useActivity.getState().filter)
  const [share, setShare] = useState<number>(usualControlShare)
  const [isBusy, setIsBusy] = useState(false)
  const { answer } = useProjectAnswer({
    ask: () => call('control.choose', { filter, share, dryRun: true }),
    about: [filter, share],
    pauseMs: restMs,
  })
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  const hide = async () => {
    setIsBusy(true)
    if (await hideControls(filter, share)) onClose()
    else setIsBusy(false)
  }
  const images = answer?.images ?? 0
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={isBusy || images === 0} onClick={() => void hide()}>
        {t('agreement.control.hide', { count: images })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('agreement.control.title')} isOpen onClose={onClose} isWide actions={actions}>
      <div className={styles.form}>
        <p>{t('agreement.control.what')}</p>
        <p className={styles.note}>{t('agreement.control.meanwhile')}</p>
        <Field label={t('agreement.control.share')}>
          {(id) => (
            <Select
              id={id}
              value={String(share)}
              choices={shares.map((value) => ({ value: String(value), label: percent.format(value) }))}
              onChoose={(value) => setShare(Number(value))}
            />
          )}
        </Field>
        <div className={styles.filter}>
          <span>{t('agreement.control.among')}</span>
          <FilterField value={filter} onChange={setFilter} />
        </div>
        <p role="status">
          {answer && t('agreement.control.effect', { ...answer, count: answer.boxes })}{' '}
          {answer && images > 0 && answer.unlabelled < images && (
            <span className={styles.warning}>{t('agreement.control.standOut', { count: answer.unlabelled })}</span>
          )}
        </p>
      </div>
    </Dialog>
  )
}
