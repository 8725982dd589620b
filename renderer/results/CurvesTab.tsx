import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import { LineChart, LineSample } from '../charts/LineChart.tsx'
import { Button } from '../design/Button.tsx'
import styles from './CurvesTab.module.css'
import type { Matched } from './reading.ts'
import { classCurves, classDash, resultCharts } from './resultCurves.ts'

type CurvesTabProps = { readonly matched: Matched; readonly confidence: number }

/** More lines than this in one chart nobody can tell apart; then the mean alone is shown at first. */
const mostLinesAtFirst = 12

export const CurvesTab = memo(function CurvesTab({ matched, confidence }: CurvesTabProps) {
  const { t } = useTranslation()
  const { categories } = matched.prepared.data
  const [shownIds, setShownIds] = useState<ReadonlySet<number>>(
    () => new Set(categories.length <= mostLinesAtFirst ? categories.map((category) => category.id) : []),
  )
  const curves = useMemo(() => classCurves(matched), [matched])
  const charts = useMemo(
    () =>
      resultCharts(curves, categories, shownIds, {
        precision: t('results.curve.precision'),
        recall: t('results.curve.recall'),
        f1: t('results.curve.f1'),
        confidence: t('results.curve.confidence'),
        precisionOverRecall: t('results.curve.precisionOverRecall'),
        mean: t('results.curve.mean'),
      }),
    [curves, categories, shownIds, t],
  )
  return (
    <div className={styles.tab}>
      <ClassChoice matched={matched} shownIds={shownIds} onChoose={setShownIds} />
      <div className={styles.charts}>
        <LineChart chart={charts.precisionRecall} format={rateText} hasLegend={false} />
        {[charts.f1, charts.precision, charts.recall].map((chart) => (
          <LineChart key={chart.title} chart={{ ...chart, marker: confidence }} format={rateText} hasLegend={false} />
        ))}
      </div>
    </div>
  )
})

type ClassChoiceProps = {
  readonly matched: Matched
  readonly shownIds: ReadonlySet<number>
  readonly onChoose: (ids: ReadonlySet<number>) => void
}

/** Legend and choice in one: which classes have a line of their own. */
function ClassChoice({ matched, shownIds, onChoose }: ClassChoiceProps) {
  const { t } = useTranslation()
  const { categories } = matched.prepared.data
  const toggle = (id: number, isShown: boolean) =>
    onChoose(new Set(isShown ? [...shownIds, id] : [...shownIds].filter((other) => other !== id)))
  return (
    <aside className={styles.classes}>
      <p className={styles.entry}>
        <LineSample line={{ color: '--ink-1', dash: 'solid' }} />
        <strong>{t('results.curve.mean')}</strong>
      </p>
      {categories.map((category, place) => (
        <label key={category.id} className={styles.entry}>
          <input
            type="checkbox"
            checked={shownIds.has(category.id)}
            onChange={(event) => toggle(category.id, event.target.checked)}
          />
          <LineSample line={{ color: category.color, dash: classDash(place) }} />
          <span className={styles.name}>{category.name}</span>
        </label>
      ))}
      <div className={styles.buttons}>
        <Button look="quiet" onClick={() => onChoose(new Set(categories.map((category) => category.id)))}>
          {t('results.curve.all')}
        </Button>
        <Button look="quiet" onClick={() => onChoose(new Set())}>
          {t('results.curve.none')}
        </Button>
      </div>
      <p className={styles.note}>{t('results.curve.note')}</p>
    </aside>
  )
}
