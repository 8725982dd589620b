import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { Checkbox } from '../design/Field.tsx'
import { engineText } from '../engineText.ts'
import { JobProgress } from '../shell/JobProgress.tsx'
import { choicesFor, useExportChoices } from '../stores/exportChoices.ts'
import styles from './exchange/Exchange.module.css'
import { ExportForm } from './export/ExportForm.tsx'
import { ExportOutcome } from './export/ExportOutcome.tsx'
import { type Export, useExport } from './export/useExport.ts'

/** Images and labels as a data set for other tools: the choices on the left, what comes of them on the right. */
export function ExportDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const course = useExport(isOpen)
  const { report } = course
  return (
    <Dialog
      title={t(report ? 'exchange.export.done' : 'images.exportTitle')}
      isOpen={isOpen}
      onClose={onClose}
      isFull
      actions={<ExportActions course={course} onClose={onClose} />}
    >
      {course.failure !== null && (
        <p className={styles.failure} role="alert">
          {engineText(course.failure)}
        </p>
      )}
      {report ? <ExportOutcome report={report} /> : <Planning course={course} />}
    </Dialog>
  )
}

function Planning({ course }: { readonly course: Export }) {
  const { plan, work } = course
  return (
    <div className={styles.columns}>
      <ExportForm course={course} />
      <div className={styles.column}>
        {work === 'writing' && <JobProgress jobId={course.jobId} />}
        {plan?.target === 'filled' && <TargetThere course={course} />}
        {plan ? <ExportOutcome report={plan} /> : work === 'counting' && <JobProgress jobId={course.jobId} />}
      </div>
    </div>
  )
}

/** A folder that is there already is never mixed with the new one. */
function TargetThere({ course }: { readonly course: Export }) {
  const { t } = useTranslation()
  const directory = course.directory || course.suggestion
  const next = nextName(directory)
  return (
    <div className={styles.offer} role="alert">
      <div>
        <p className={styles.warning}>{t('exchange.export.isThere')}</p>
        <Checkbox
          label={t('exchange.export.moveAside', { name: `${directory.split(/[\\/]/).at(-1)}.old` })}
          isChecked={course.existing === 'aside'}
          onChange={(isOn) => course.setExisting(isOn ? 'aside' : 'refuse')}
        />
      </div>
      <Button onClick={() => course.setDirectory(next)}>
        {t('exchange.export.useName', { name: next.split(/[\\/]/).at(-1) })}
      </Button>
    </div>
  )
}

function nextName(directory: string): string {
  const [, stem, number] = /^(.*?)(?:-(\d+))?$/.exec(directory)!
  return `${stem}-${number === undefined ? 2 : Number(number) + 1}`
}

function ExportActions({ course, onClose }: { readonly course: Export; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { splits, states } = choicesFor(useExportChoices())
  const { plan, report, work } = course
  if (report) {
    return (
      <Button look="primary" onClick={onClose}>
        {t('common.close')}
      </Button>
    )
  }
  const isBlocked = plan?.target === 'filled' && course.existing === 'refuse'
  const isEmpty = splits.length === 0 || states.length === 0 || (plan?.images ?? 0) === 0
  return (
    <>
      <Button onClick={onClose}>{t('common.close')}</Button>
      {/* Also while it is counted, which begins a moment after a choice: a click in that moment would be lost. */}
      <Button look="primary" disabled={work === 'writing' || isBlocked || isEmpty} onClick={course.run}>
        {t('images.export')}
      </Button>
    </>
  )
}
