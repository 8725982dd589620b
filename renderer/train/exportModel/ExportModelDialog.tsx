import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Checkbox } from '../../design/Field.tsx'
import { engineText } from '../../engineText.ts'
import { JobProgress } from '../../shell/JobProgress.tsx'
import { runName } from '../runWords.ts'
import styles from './ExportModel.module.css'
import { ModelForm } from './ModelForm.tsx'
import { ModelOutcome } from './ModelOutcome.tsx'
import type { ModelExport } from './useModelExport.ts'

type ExportModelDialogProps = { readonly run: Run; readonly course: ModelExport; readonly onClose: () => void }

export function ExportModelDialog({ run, course, onClose }: ExportModelDialogProps) {
  const { t } = useTranslation()
  const { exporting, start } = course
  const isDone = exporting.kind === 'done'
  const actions = isDone ? (
    <Button look="primary" onClick={onClose}>
      {t('common.close')}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t('common.close')}</Button>
      <Button look="primary" disabled={exporting.kind === 'working'} onClick={() => void start()}>
        {t('train.export.start')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('train.export.title', { name: runName(run) })} isOpen onClose={onClose} isWide actions={actions}>
      {isDone ? (
        <ModelOutcome model={exporting.model} />
      ) : (
        <>
          <ModelForm course={course} run={run} />
          <Course course={course} />
        </>
      )}
    </Dialog>
  )
}

function Course({ course }: { readonly course: ModelExport }) {
  const { exporting } = course
  if (exporting.kind === 'working') {
    return (
      <div className={styles.working}>
        <JobProgress jobId={exporting.jobId} />
      </div>
    )
  }
  if (exporting.kind === 'failed') return <Failed course={course} failure={exporting} />
  return null
}

type FailedProps = {
  readonly course: ModelExport
  readonly failure: Extract<ModelExport['exporting'], { kind: 'failed' }>
}

function Failed({ course, failure }: FailedProps) {
  const { t } = useTranslation()
  const { wanted, suggestion, change } = course
  const folder = (wanted.directory.trim() || suggestion).split(/[\\/]/).at(-1)
  return (
    <div role="alert">
      <p className={styles.failed}>{engineText(failure.message)}</p>
      {failure.isThere && (
        <Checkbox
          label={t('exchange.export.moveAside', { name: `${folder}.old` })}
          isChecked={wanted.isAside}
          onChange={(isAside) => change({ isAside })}
        />
      )}
    </div>
  )
}
