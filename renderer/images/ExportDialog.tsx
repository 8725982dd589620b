import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportFormat, type ExportReport, exportFormat } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { Field, Select } from '../design/Field.tsx'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import { ExportReportView } from './ExportReportView.tsx'
import { allParts, type Part, PartChoice } from './PartChoice.tsx'
import { PathField } from './PathField.tsx'
import { useJob } from './useJob.ts'

const imageChoices = ['copy', 'link', 'none'] as const

export function ExportDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const projectPath = useProject((state) => state.project?.path ?? '')
  const [format, setFormat] = useState<ExportFormat>('yolo')
  const [directory, setDirectory] = useState('')
  const [parts, setParts] = useState<readonly Part[]>(allParts)
  const [images, setImages] = useState<(typeof imageChoices)[number]>('copy')
  const { isBusy, report, run } = useJob<ExportReport>(isOpen)
  const suggestion = `${projectPath.replace(/\.boxwright$/i, '')}-${format}`
  const start = () =>
    run(() => call('export.start', { format, directory: directory || suggestion, splits: [...parts], images }))
  const choicesOf = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.close')}</Button>
      <Button look="primary" disabled={isBusy || parts.length === 0} onClick={start}>
        {t('images.export')}
      </Button>
    </>
  )
  const formats = choicesOf(exportFormat.options, (value) => t(`images.format.${value}`))
  const handlings = choicesOf(imageChoices, (value) => t(`images.imageFile.${value}`))
  return (
    <Dialog title={t('images.exportTitle')} isOpen={isOpen} onClose={onClose} isWide actions={actions}>
      <Field label={t('images.formatLabel')}>
        {(id) => <Select id={id} value={format} choices={formats} onChoose={setFormat} />}
      </Field>
      <PathField
        label={t('images.target')}
        help={t('images.targetHelp')}
        title={t('images.chooseTarget')}
        value={directory}
        suggestion={suggestion}
        onChange={setDirectory}
        pathIn={(folder) => `${folder}/${suggestion.split(/[\\/]/).at(-1)}`}
      />
      <PartChoice chosen={parts} onChange={setParts} />
      <Field label={t('images.imageFiles')}>
        {(id) => <Select id={id} value={images} choices={handlings} onChoose={setImages} />}
      </Field>
      {report && <ExportReportView report={report} />}
    </Dialog>
  )
}
