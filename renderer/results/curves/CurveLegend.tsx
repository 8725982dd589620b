import { useTranslation } from 'react-i18next'
import type { Chart } from '../../charts/chart.ts'
import { rateText } from '../../charts/figureText.ts'
import { LineSample } from '../../charts/LineChart.tsx'
import { Button } from '../../design/Button.tsx'
import {
  type ClassCurve,
  classDash,
  meanLineId,
  type NamedCategory,
  type ResultChartName,
  valuesOf,
} from '../resultCurves.ts'
import styles from './CurveLegend.module.css'

type CurveLegendProps = {
  readonly curves: readonly ClassCurve[]
  readonly categories: readonly NamedCategory[]
  /** The chart whose values are told, and where. */
  readonly chart: Chart
  readonly name: ResultChartName
  readonly place: number
  readonly shownIds: ReadonlySet<number>
  readonly onChoose: (ids: ReadonlySet<number>) => void
}

/** Legend, choice of classes, and the values under the pointer in one; without a pointer those of the confidence in use. */
export function CurveLegend({ curves, categories, chart, name, place, shownIds, onChoose }: CurveLegendProps) {
  const { t } = useTranslation()
  const toggle = (id: number, isShown: boolean) =>
    onChoose(new Set(isShown ? [...shownIds, id] : [...shownIds].filter((other) => other !== id)))
  const mean = chart.series.find((line) => line.id === meanLineId)
  const valueText = (id: number) => {
    const curve = curves.find((other) => other.categoryId === id)
    return rateText(curve ? (valuesOf(curve, name)[place] ?? null) : null)
  }
  return (
    <aside className={styles.classes}>
      <output className={styles.place}>
        {chart.title} · {chart.xLabel} {rateText(chart.x[place]!, 2)}
      </output>
      <p className={styles.entry}>
        <LineSample line={{ color: '--ink-1', dash: 'solid' }} />
        <strong className={styles.name}>{t('results.curve.mean')}</strong>
        <strong className="number">{rateText(mean?.values[place] ?? null)}</strong>
      </p>
      {categories.map((category, line) => (
        <label key={category.id} className={styles.entry}>
          <input
            type="checkbox"
            checked={shownIds.has(category.id)}
            onChange={(event) => toggle(category.id, event.target.checked)}
          />
          <LineSample line={{ color: category.color, dash: classDash(line) }} />
          <span className={styles.name}>{category.name}</span>
          <span className="number">{valueText(category.id)}</span>
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
