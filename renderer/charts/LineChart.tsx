import { useCallback, useRef, useState } from 'react'
import { type Chart, describeChart, type LineSeries, valueAt } from './chart.ts'
import styles from './LineChart.module.css'
import { usePlot } from './usePlot.ts'

type LineChartProps = {
  readonly chart: Chart
  readonly format: (value: number) => string
  /** False where another legend names the lines. */
  readonly hasLegend?: boolean
  /** Told of the place under the pointer, null when it leaves. */
  readonly onPoint?: (place: number | null) => void
  /** A click takes the place; `pickHint` says what for. */
  readonly onPick?: (place: number) => void
  readonly pickHint?: string
}

/** Lines over a common axis, with the values under the pointer, else the last ones, in the legend. */
export function LineChart({ chart, format, hasLegend = true, onPoint, onPick, pickHint }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<number | null>(null)
  const onCursor = useCallback(
    (next: number | null) => {
      setPlace(next)
      onPoint?.(next)
    },
    [onPoint],
  )
  usePlot(box, chart, { onCursor, onPick })
  return (
    <figure className={styles.chart} aria-label={describeChart(chart, format)}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{chart.title}</span>
        {hasLegend && (
          <ul className={styles.legend}>
            {chart.series.map((line) => (
              <LegendEntry key={line.id} line={line} value={valueAt(line, place)} format={format} />
            ))}
          </ul>
        )}
      </figcaption>
      <div ref={box} className={`${styles.plot} ${onPick ? styles.pickable : ''}`} title={pickHint} />
    </figure>
  )
}

type LegendEntryProps = {
  readonly line: LineSeries
  readonly value: number | null
  readonly format: (value: number) => string
}

function LegendEntry({ line, value, format }: LegendEntryProps) {
  return (
    <li className={styles.entry}>
      <LineSample line={line} />
      {line.label}
      <span className="number">{value === null ? '–' : format(value)}</span>
    </li>
  )
}

/** A short piece of the line, with its colour and dashes. */
export function LineSample({ line }: { readonly line: Pick<LineSeries, 'color' | 'dash'> }) {
  const color = line.color.startsWith('--') ? `var(${line.color})` : line.color
  return (
    <span className={styles.sample} style={{ borderTopColor: color, borderTopStyle: line.dash }} aria-hidden="true" />
  )
}
