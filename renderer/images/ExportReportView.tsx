import { useTranslation } from 'react-i18next'
import type { ExportReport } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './Images.module.css'
import { ProblemList } from './ProblemList.tsx'

export function ExportReportView({ report }: { readonly report: ExportReport }) {
  const { t } = useTranslation()
  return (
    <section className={styles.report} aria-live="polite">
      <h3>{t('images.report.exported', { boxes: report.boxes, images: report.images })}</h3>
      <p>
        <code>{report.directory}</code>{' '}
        <Button onClick={() => call('desktop.showFile', { path: report.directory }).catch(fail)}>
          {t('images.show')}
        </Button>
      </p>
      <ul>
        {Object.entries(report.leftOut).map(([reason, count]) => (
          <li key={reason}>{t('images.report.leftOut', { count, reason })}</li>
        ))}
      </ul>
      <ProblemList problems={report.problems} />
    </section>
  )
}
