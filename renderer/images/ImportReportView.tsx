import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../shared/reports.ts'
import styles from './Images.module.css'
import { ProblemList } from './ProblemList.tsx'

export function ImportReportView({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const lines = [
    t('images.report.matched', { files: report.labelFiles, images: report.matchedImages }),
    ...(report.newCategories.length > 0
      ? [t('images.report.newClasses', { names: report.newCategories.join(', ') })]
      : []),
    ...(report.unmatchedFiles > 0 ? [t('images.report.unmatched', { count: report.unmatchedFiles })] : []),
    ...(report.imagesWithoutLabels > 0 ? [t('images.report.without', { count: report.imagesWithoutLabels })] : []),
    ...(report.verifiedEmptyImages > 0 ? [t('images.report.empty', { count: report.verifiedEmptyImages })] : []),
    ...(report.knownBoxes > 0 ? [t('images.report.known', { count: report.knownBoxes })] : []),
    ...(report.clampedBoxes > 0 ? [t('images.report.clamped', { count: report.clampedBoxes })] : []),
    ...(report.skippedBoxes > 0 ? [t('images.report.skipped', { count: report.skippedBoxes })] : []),
  ]
  return (
    <section className={styles.report} aria-live="polite">
      <h3>
        {t(report.isDryRun ? 'images.report.would' : 'images.report.did', {
          count: report.boxes,
          format: t(`images.format.${report.format}`),
        })}
      </h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {Object.entries(report.boxesPerCategory).map(([name, boxes]) => (
          <li key={name} className={styles.quiet}>
            {name}: {boxes}
          </li>
        ))}
      </ul>
      <ProblemList problems={report.problems} />
    </section>
  )
}
