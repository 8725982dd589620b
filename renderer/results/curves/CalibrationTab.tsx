import type { TFunction } from 'i18next'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Calibration, calibrationOf } from '../../../shared/metrics/calibration.ts'
import { rankJointly } from '../../../shared/metrics/ranking.ts'
import { rateText } from '../../charts/figureText.ts'
import { Swatch } from '../../design/Swatch.tsx'
import { InlineSelect } from '../InlineSelect.tsx'
import type { Matched } from '../reading.ts'
import styles from './CalibrationTab.module.css'
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx'

type CalibrationTabProps = { readonly matched: Matched; readonly confidence: number }

const allClasses = 'all'

/** Whether the confidences mean what they say: eight of ten detections with 0.8 should be right. */
export const CalibrationTab = memo(function CalibrationTab({ matched, confidence }: CalibrationTabProps) {
  const { t } = useTranslation()
  const { categories } = matched.prepared.data
  const [chosen, setChosen] = useState<string>(allClasses)
  const [detections, setDetections] = useState('all')
  const ranking = useMemo(() => rankJointly(matched.matches), [matched])
  const least = detections === 'kept' ? confidence : -1
  const place = categories.findIndex((category) => String(category.id) === chosen)
  const shown = useMemo(
    () => calibrationOf(ranking, { confidence: least, ...(place < 0 ? {} : { category: place }) }),
    [ranking, place, least],
  )
  const ofClasses = useMemo(
    () => categories.map((_, category) => calibrationOf(ranking, { category, confidence: least })),
    [ranking, categories, least],
  )
  return (
    <div className={styles.tab}>
      <div className={styles.middle}>
        <div className={styles.bar}>
          <InlineSelect
            label={t('results.calibration.class')}
            value={place < 0 ? allClasses : chosen}
            choices={[
              { value: allClasses, label: t('results.calibration.all') },
              ...categories.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onChoose={setChosen}
          />
          <InlineSelect
            label={t('results.calibration.detections')}
            value={detections}
            choices={[
              { value: 'all', label: t('results.calibration.every') },
              { value: 'kept', label: t('results.calibration.kept', { confidence: rateText(confidence) }) },
            ]}
            onChoose={setDetections}
          />
        </div>
        <ReliabilityDiagram calibration={shown} />
        <p className={styles.verdict}>{verdict(t, shown)}</p>
        <p className={styles.note}>{t('results.calibration.note')}</p>
      </div>
      <ClassErrors names={categories} calibrations={ofClasses} />
    </div>
  )
})

function verdict(t: TFunction, { count, expectedError, meanExcess }: Calibration): string {
  if (expectedError === null) return t('results.calibration.none')
  const values = { count, error: rateText(expectedError), excess: rateText(Math.abs(meanExcess!)) }
  return meanExcess! > 0 ? t('results.calibration.tooSure', values) : t('results.calibration.tooModest', values)
}

type ClassErrorsProps = {
  readonly names: readonly { readonly id: number; readonly name: string; readonly color: string }[]
  readonly calibrations: readonly Calibration[]
}

function ClassErrors({ names, calibrations }: ClassErrorsProps) {
  const { t } = useTranslation()
  return (
    <aside className={styles.classes}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.table.class')}</th>
            <th scope="col" title={t('results.calibration.countHelp')}>
              n
            </th>
            <th scope="col" title={t('results.calibration.errorHelp')}>
              ECE
            </th>
            <th scope="col" title={t('results.calibration.largestHelp')}>
              MCE
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ id, name, color }, place) => (
            <tr key={id}>
              <th scope="row">
                <Swatch color={color} />
                {name}
              </th>
              <td>{calibrations[place]!.count}</td>
              <td>{rateText(calibrations[place]!.expectedError)}</td>
              <td>{rateText(calibrations[place]!.maximumError)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  )
}
