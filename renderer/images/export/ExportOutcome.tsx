import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { byName, entriesOf } from '../../../shared/exchange/reportEntries.ts'
import type { ExportReport } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from '../exchange/Exchange.module.css'
import { ReportView } from '../exchange/ReportView.tsx'
import { sizeText } from '../exchange/sizeText.ts'

const mostFilesShown = 200

/** What is or would be written: how much, what is left out, what the format cannot hold, and every file with a remark. */
export function ExportOutcome({ report }: { readonly report: ExportReport }) {
  const { t } = useTranslation()
  const { isDryRun, boxes, images, directory, keptAside } = report
  const entries = useMemo(() => entriesOf(report.problems, [], () => ''), [report])
  return (
    <section className={styles.column} aria-label={t('exchange.outcome')}>
      <div className={styles.outcome} aria-live="polite">
        <h3 className={styles.headline}>
          {t(isDryRun ? 'exchange.export.would' : 'images.report.exported', {
            boxes: t('room.boxCount', { count: boxes }),
            images: t('results.images', { count: images }),
          })}
        </h3>
        {isDryRun ? (
          <p className={styles.help}>
            {t('exchange.export.estimate', { count: report.labelFiles, size: sizeText(report.bytes) })}
          </p>
        ) : (
          <p className={styles.row}>
            <code className={styles.path}>{directory}</code>
            <Button onClick={() => call('desktop.showFile', { path: directory }).catch(fail)}>
              {t('images.show')}
            </Button>
          </p>
        )}
        {keptAside && <p>{t('exchange.export.keptAside', { path: keptAside })}</p>}
        <Remarks report={report} />
      </div>
      {report.formerClasses && <ClassOrder before={report.formerClasses} after={report.classes} />}
      {entries.length > 0 && <ReportView entries={entries} name={`export-${report.format}`} />}
      {isDryRun && report.files.length > 0 && <FileList files={report.files} />}
    </section>
  )
}

/** How the folder will look: its label files, those of the whole set first. */
function FileList({ files }: { readonly files: readonly string[] }) {
  const { t } = useTranslation()
  const depth = (path: string) => path.split('/').length
  const sorted = [...files].sort((a, b) => depth(a) - depth(b) || byName.compare(a, b))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard
    <section className={styles.files} aria-label={t('exchange.export.files')} tabIndex={0}>
      <ul>
        {sorted.slice(0, mostFilesShown).map((path) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
        {sorted.length > mostFilesShown && <li>…</li>}
      </ul>
    </section>
  )
}

function Remarks({ report }: { readonly report: ExportReport }) {
  const { t } = useTranslation()
  const { leftOut, losses, lyingImages, turnedImages, format, isDryRun } = report
  const stillLying = lyingImages - turnedImages
  return (
    <ul className={styles.factList}>
      {losses.map(({ kind, count }) => (
        <li key={kind} className={styles.warning}>
          {t(`exchange.export.loss.${kind}`, { count, format: t(`images.format.${format}`) })}
        </li>
      ))}
      {stillLying > 0 && (
        <li className={styles.warning}>
          {t(isDryRun ? 'exchange.export.areLying' : 'exchange.export.stayLying', { count: stillLying })}
        </li>
      )}
      {turnedImages > 0 && <li>{t('exchange.export.turned', { count: turnedImages })}</li>}
      {Object.entries(leftOut).map(([reason, count]) => (
        <li key={reason}>{t('images.report.leftOut', { count, reason: reasonText(t, reason) })}</li>
      ))}
    </ul>
  )
}

/** `part val`, a state, `broken` or `filter`. */
function reasonText(t: TFunction, reason: string): string {
  const part = (['train', 'val', 'test', 'none'] as const).find((name) => reason === `part ${name}`)
  if (part) return t(`images.part.${part}`)
  const state = (['unlabelled', 'labelled', 'verified', 'verifiedEmpty', 'rejected'] as const).find(
    (name) => name === reason,
  )
  if (state) return t(`images.state.${state}`)
  if (reason === 'not evaluated') return t('exchange.export.notEvaluated')
  return t(reason === 'broken' ? 'images.broken' : 'exchange.export.byFilter')
}

/** Numbers stand for classes in many formats: another order gives old files another meaning. */
function ClassOrder({ before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }) {
  const { t } = useTranslation()
  const rows = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index)
  return (
    <section className={styles.order} aria-label={t('exchange.export.orderDiffers')}>
      <p className={styles.warning}>{t('exchange.export.orderDiffers')}</p>
      <div className={styles.orderRows}>
        <table className={styles.orderTable}>
          <thead>
            <tr>
              <th scope="col">{t('exchange.export.number')}</th>
              <th scope="col">{t('exchange.export.before')}</th>
              <th scope="col">{t('exchange.export.after')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((index) => (
              <tr key={index} data-changed={before[index] === after[index] ? undefined : true}>
                <th scope="row">{index}</th>
                <td>{before[index] ?? '–'}</td>
                <td>{after[index] ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
