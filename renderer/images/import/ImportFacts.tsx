import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../../shared/reports.ts'
import styles from '../exchange/Exchange.module.css'

/** The counts of an import, of which zeros are left out. */
export function ImportFacts({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const count = (key: keyof typeof counts, number: number) =>
    number > 0 ? [{ key, text: t(`exchange.facts.${key}`, { count: number }), isWarning: counts[key] }] : []
  const facts = [
    ...count('matched', report.matchedImages),
    ...count('newClasses', report.newCategories.length),
    ...count('empty', report.verifiedEmptyImages),
    ...count('splits', report.splitImages),
    ...count('known', report.knownBoxes),
    ...count('kept', report.keptImages),
    ...count('replaced', report.replacedBoxes),
    ...count('unwanted', report.unwantedBoxes),
    ...count('turned', report.turnedImages),
    ...count('clamped', report.clampedBoxes),
    ...count('skipped', report.skippedBoxes),
    ...count('unmatched', report.unmatchedFiles),
    ...count('without', report.imagesWithoutLabels),
  ]
  const title = report.isDryRun ? 'exchange.facts.would' : 'exchange.facts.did'
  return (
    <div className={styles.outcome} aria-live="polite">
      <h3 className={styles.headline}>
        {t(title, { count: report.boxes, format: t(`images.format.${report.format}`) })}
      </h3>
      <ul className={styles.factList}>
        {facts.map(({ key, text, isWarning }) => (
          <li key={key} className={isWarning ? styles.warning : undefined}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** True for what wants a look. */
const counts = {
  matched: false,
  newClasses: false,
  empty: false,
  splits: false,
  known: false,
  kept: false,
  replaced: true,
  unwanted: false,
  turned: true,
  clamped: false,
  skipped: true,
  unmatched: true,
  without: false,
} as const
