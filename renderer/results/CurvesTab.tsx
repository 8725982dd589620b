import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rateText } from '../charts/figureText.ts'
import { LineChart } from '../charts/LineChart.tsx'
import styles from './CurvesTab.module.css'
import { CurveLegend } from './curves/CurveLegend.tsx'
import { confidenceAtRecall, type Pointed, placeOf, recallAt } from './curves/pointed.ts'
import type { Matched } from './reading.ts'
import {
  type ClassCurve,
  classCurves,
  confidenceSteps,
  type NamedCategory,
  type ResultChartName,
  resultCharts,
} from './resultCurves.ts'
import { changeView } from './resultsView.ts'

type CurvesTabProps = { readonly matched: Matched; readonly confidence: number }

/** More lines than this in one chart nobody can tell apart; then the mean alone is shown at first. */
const mostLinesAtFirst = 12
const names: readonly ResultChartName[] = ['precisionRecall', 'f1', 'precision', 'recall']

export const CurvesTab = memo(function CurvesTab({ matched, confidence }: CurvesTabProps) {
  const { t } = useTranslation()
  const { categories } = matched.prepared.data
  const [shownIds, setShownIds] = useState<ReadonlySet<number>>(
    () => new Set(categories.length <= mostLinesAtFirst ? categories.map((category) => category.id) : []),
  )
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const curves = useMemo(() => classCurves(matched), [matched])
  const charts = useCharts(curves, categories, shownIds)
  const pick = useCallback(
    (name: ResultChartName, place: number) => {
      const chosen = name === 'precisionRecall' ? confidenceAtRecall(charts.recall, place) : confidenceSteps[place]!
      if (chosen !== null) changeView({ confidence: chosen })
    },
    [charts],
  )
  const markers = { precisionRecall: recallAt(charts.recall, confidence), confidence }
  const legend = pointed ?? { name: 'f1' as const, place: placeOf(confidence) }
  return (
    <div className={styles.tab}>
      <CurveLegend
        curves={curves}
        categories={categories}
        chart={charts[legend.name]}
        name={legend.name}
        place={legend.place}
        shownIds={shownIds}
        onChoose={setShownIds}
      />
      <div className={styles.charts}>
        {names.map((name) => (
          <PointedChart
            key={name}
            name={name}
            chart={charts[name]}
            marker={name === 'precisionRecall' ? markers.precisionRecall : markers.confidence}
            onPoint={setPointed}
            onPick={pick}
            hint={t(name === 'precisionRecall' ? 'results.curve.pickRecall' : 'results.curve.pick')}
          />
        ))}
      </div>
    </div>
  )
})

function useCharts(curves: readonly ClassCurve[], categories: readonly NamedCategory[], shownIds: ReadonlySet<number>) {
  const { t } = useTranslation()
  return useMemo(
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
}

type PointedChartProps = {
  readonly name: ResultChartName
  readonly chart: Parameters<typeof LineChart>[0]['chart']
  readonly marker: number | null
  readonly hint: string
  readonly onPoint: (pointed: Pointed | null) => void
  readonly onPick: (name: ResultChartName, place: number) => void
}

/** The pointer on one of the charts changes the legend and nothing in the others. */
const PointedChart = memo(function PointedChart(props: PointedChartProps) {
  const { name, chart, marker, hint, onPoint, onPick } = props
  // Not a state: a chart that is told something else to call is drawn anew.
  const isUnderPointer = useRef(false)
  // Charts with a common cursor are all told of it; the one under the pointer speaks.
  const point = useCallback(
    (place: number | null) => {
      if (isUnderPointer.current) onPoint(place === null ? null : { name, place })
    },
    [name, onPoint],
  )
  return (
    <div
      className={styles.chart}
      onPointerEnter={() => {
        isUnderPointer.current = true
      }}
      onPointerLeave={() => {
        isUnderPointer.current = false
        onPoint(null)
      }}
    >
      <LineChart
        chart={marker === null ? chart : { ...chart, marker }}
        format={rateText}
        hasLegend={false}
        onPoint={point}
        onPick={(place) => onPick(name, place)}
        pickHint={hint}
      />
    </div>
  )
})
