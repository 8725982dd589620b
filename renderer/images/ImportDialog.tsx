import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportFormat, type ImportReport, importFormat } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { Field, Select } from '../design/Field.tsx'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import styles from './Images.module.css'
import { ImportReportView } from './ImportReportView.tsx'
import { PathField } from './PathField.tsx'
import { useJob } from './useJob.ts'

/** Label files into the project: look first (a dry run), then import as one step that undo takes back. */
export function ImportDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const firstRoot = useProject((state) => state.project?.roots[0]?.path ?? '')
  const [labels, setLabels] = useState('')
  const [format, setFormat] = useState<ImportFormat | 'auto'>('auto')
  const { isBusy, report, run } = useJob<ImportReport>(isOpen)
  const start = (dryRun: boolean) => run(() => call('import.start', { labels: labels || firstRoot, format, dryRun }))
  const formats = [
    { value: 'auto' as const, label: t('images.formatAuto') },
    ...importFormat.options.map((value) => ({ value, label: t(`images.format.${value}`) })),
  ]
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.close')}</Button>
      <Button disabled={isBusy} onClick={() => start(true)}>
        {t('images.dryRun')}
      </Button>
      <Button look="primary" disabled={isBusy} onClick={() => start(false)}>
        {t('images.import')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('images.importTitle')} isOpen={isOpen} onClose={onClose} isWide actions={actions}>
      <p className={styles.quiet}>{t('images.importHelp')}</p>
      <PathField
        label={t('images.labels')}
        help={t('images.labelsHelp')}
        title={t('images.chooseLabels')}
        value={labels}
        suggestion={firstRoot}
        onChange={setLabels}
      />
      <Field label={t('images.formatLabel')}>
        {(id) => <Select id={id} value={format} choices={formats} onChoose={setFormat} />}
      </Field>
      {report && <ImportReportView report={report} />}
    </Dialog>
  )
}
