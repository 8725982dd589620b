import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Field, Select, TextInput } from '../../design/Field.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { typedNumber } from '../../design/typedNumber.ts'
import { engineText } from '../../engineText.ts'
import { JobProgress } from '../../shell/JobProgress.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './ReportDialog.module.css'
import { type ReportFormat, type ReportThresholds, reportFormats, type Saving, useReport } from './useReport.ts'

type ReportDialogProps = ReportThresholds & {
  readonly evaluation: Evaluation
  readonly onClose: () => void
}

const mostWorst = 100

export function ReportDialog({ evaluation, confidence, iou, onClose }: ReportDialogProps) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<ReportFormat>('html')
  const [typed, setTyped] = useState('12')
  const worst = typedNumber(typed, 0, mostWorst)
  const isRight = worst !== null && Number.isInteger(worst)
  const { saving, save } = useReport({ evaluationId: evaluation.id, confidence, iou })
  const isWorking = saving.kind === 'writing' || saving.kind === 'printing'
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.close')}</Button>
      <Button look="primary" disabled={isWorking || !isRight} onClick={() => isRight && void save(format, worst)}>
        {saving.kind === 'saved' ? t('results.report.again') : t('results.report.save')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('results.report.title')} isOpen onClose={onClose} actions={actions}>
      <p className={styles.text}>{t('results.report.text')}</p>
      <Field label={t('results.report.format')}>
        {(id) => (
          <Select
            id={id}
            value={format}
            choices={reportFormats.map((value) => ({ value, label: t(`results.report.${value}`) }))}
            onChoose={setFormat}
          />
        )}
      </Field>
      <Field label={t('results.report.worst')} {...(isRight ? {} : { error: t('results.report.worstError') })}>
        {(id) => (
          <TextInput id={id} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
      <Outcome saving={saving} />
    </Dialog>
  )
}

function Outcome({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation()
  switch (saving.kind) {
    case 'none':
      return null
    case 'writing':
      return <JobProgress jobId={saving.jobId} />
    case 'printing':
      return <ProgressBar label={t('results.report.printing')} value={null} />
    case 'failed':
      return (
        <p className={styles.failed} role="alert">
          {engineText(saving.message)}
        </p>
      )
    case 'saved':
      return (
        <div role="status">
          <p className={styles.text}>
            {t('results.report.saved', { path: saving.path, size: Math.ceil(saving.bytes / 1024) })}
          </p>
          {saving.unreadable.length > 0 && (
            <p className={styles.text}>
              {t('results.report.unreadable', {
                count: saving.unreadable.length,
                first: engineText(saving.unreadable[0] ?? ''),
              })}
            </p>
          )}
          <Button onClick={() => call('desktop.showFile', { path: saving.path }).catch(fail)}>
            {t('results.report.show')}
          </Button>
        </div>
      )
  }
}
