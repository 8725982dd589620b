import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeRule } from '../../shared/exchange/importSettings.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { engineText } from '../engineText.ts'
import styles from './exchange/Exchange.module.css'
import { ReportView } from './exchange/ReportView.tsx'
import { ImportFacts } from './import/ImportFacts.tsx'
import { importEntries } from './import/importEntries.ts'
import { PlanStep } from './import/PlanStep.tsx'
import { SourceStep } from './import/SourceStep.tsx'
import { type Import, useImport } from './import/useImport.ts'

type ImportDialogProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Labels that were dropped on the window, to begin with; null for none. */
  readonly source: string | null
  /** What is to become of images with boxes, unless somebody says otherwise. */
  readonly merge: MergeRule
}

/** Label files into the project: the source, what would come in, and the report. One undo takes it back. */
export function ImportDialog({ isOpen, onClose, source, merge }: ImportDialogProps) {
  const { t } = useTranslation()
  const course = useImport(isOpen, merge)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is recognised once, when the dialog opens with it.
  useEffect(() => {
    if (isOpen && source !== null) course.recognise(source)
  }, [isOpen, source])
  const { step, plan, failure } = course
  const title = t(`exchange.importTitle.${step}`)
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      isFull
      actions={<ImportActions course={course} onClose={onClose} />}
    >
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {engineText(failure)}
        </p>
      )}
      {step === 'source' && <SourceStep course={course} />}
      {step === 'plan' && plan && <PlanStep course={course} plan={plan} />}
      {step === 'done' && <DoneStep course={course} />}
    </Dialog>
  )
}

function DoneStep({ course }: { readonly course: Import }) {
  const { t } = useTranslation()
  const { report } = course
  const entries = useMemo(() => (report ? importEntries(t, report) : []), [t, report])
  if (!report) return null
  return (
    <div className={styles.column}>
      <ImportFacts report={report} />
      <ReportView entries={entries} name={`import-${report.format}`} />
    </div>
  )
}

function ImportActions({ course, onClose }: { readonly course: Import; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { step, plan, isBusy, format, labels, rules } = course
  if (step === 'source') {
    return (
      <>
        <Button onClick={onClose}>{t('common.close')}</Button>
        <Button look="primary" disabled={isBusy || format === null || labels === ''} onClick={course.look}>
          {t('exchange.look')}
        </Button>
      </>
    )
  }
  if (step === 'plan') {
    const doing = rules.merge === 'apart' ? 'exchange.compare' : 'exchange.import'
    const isUseful = plan !== null && !plan.isEmpty
    return (
      <>
        <Button onClick={course.back}>{t('exchange.back')}</Button>
        <Button look="primary" disabled={isBusy || !isUseful} onClick={course.run}>
          {plan && plan.boxes > 0 ? t(doing, { count: plan.boxes }) : t('images.import')}
        </Button>
      </>
    )
  }
  return (
    <Button look="primary" onClick={onClose}>
      {t('common.close')}
    </Button>
  )
}
