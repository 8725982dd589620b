import { useTranslation } from 'react-i18next'
import type { ExportedModel, ModelMeasure } from '../../../shared/modelExportCalls.ts'
import { rateText, shortNumber } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { engineText } from '../../engineText.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './ExportModel.module.css'

/** Where the model is, that it says what the run says, and what it costs. */
export function ModelOutcome({ model }: { readonly model: ExportedModel }) {
  const { t } = useTranslation()
  const { directory, keptAside, files, check, measure, calibrationImages, unreadable } = model
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6
  const { runtime, images } = check
  return (
    <div className={styles.outcome} role="status">
      <p className={styles.row}>
        <code className={styles.path}>{directory}</code>
        <Button onClick={() => call('desktop.showFile', { path: directory }).catch(fail)}>{t('images.show')}</Button>
      </p>
      {keptAside && <p>{t('exchange.export.keptAside', { path: keptAside })}</p>}
      <p>{t('train.export.files', { count: files.length, size: shortNumber(megabytes) })}</p>
      <ul className={styles.files}>
        {files.map(({ name }) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      <h3>{t('train.export.checked', { runtime, images })}</h3>
      <p>
        {t('train.export.differences', {
          boxes: shortNumber(check.boxes * 100),
          probabilities: shortNumber(check.probabilities),
        })}
      </p>
      {calibrationImages > 0 && <p>{t('train.export.calibrated', { images: calibrationImages })}</p>}
      {measure && <Cost measure={measure} />}
      {unreadable.length > 0 && (
        <p>{t('train.export.unreadable', { count: unreadable.length, first: engineText(unreadable[0] ?? '') })}</p>
      )}
    </div>
  )
}

/** The same in every language. */
const figures = { ap: 'AP', ap50: 'AP50' } as const

function Cost({ measure }: { readonly measure: ModelMeasure }) {
  const { t } = useTranslation()
  const { run, exported, split, images } = measure
  return (
    <>
      <h3>{t('train.export.cost', { images, part: t(`train.export.parts.${split}`) })}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('train.export.ofRun')}</th>
            <th scope="col">{t('train.export.ofFile')}</th>
            <th scope="col">{t('train.export.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {(['ap', 'ap50'] as const).map((figure) => (
            <tr key={figure}>
              <th scope="row">{figures[figure]}</th>
              <td>{rateText(run[figure], 4)}</td>
              <td>{rateText(exported[figure], 4)}</td>
              <td>{differenceText(run[figure], exported[figure])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function differenceText(before: number | null, after: number | null): string {
  if (before === null || after === null) return rateText(null)
  const difference = after - before
  return `${difference > 0 ? '+' : ''}${rateText(difference, 4)}`
}
