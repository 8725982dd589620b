import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { NumberField } from '../../../shared/filter/terms.ts'
import { setFilter, useActivity } from '../../stores/activity.ts'
import { type Bar, isRangeAsked, shareOf, toggledRange } from './histograms.ts'
import styles from './Statistics.module.css'

type BarChartProps = {
  readonly field: NumberField
  readonly title: string
  readonly bars: readonly Bar[]
  readonly isLog: boolean
}

/** More bars are too narrow for their labels, which then stand upright. */
const mostLyingLabels = 8

/** A histogram; a click on a bar filters by its range, a second click gives it up. */
export function BarChart({ field, title, bars, isLog }: BarChartProps) {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const highest = Math.max(0, ...bars.map(({ count }) => count))
  return (
    <figure className={styles.figure}>
      <figcaption>{title}</figcaption>
      <ul className={bars.length > mostLyingLabels ? styles.manyBars : styles.bars}>
        {bars.map((bar) => (
          <li key={`${bar.from} ${bar.to}`}>
            <button
              type="button"
              className={styles.bar}
              aria-pressed={isRangeAsked(filter, field, bar)}
              aria-label={`${rangeText(t, bar)}: ${bar.count}`}
              title={`${rangeText(t, bar)}: ${bar.count}`}
              onClick={() => setFilter(toggledRange(filter, field, bar))}
            >
              <span className={styles.barFill} style={{ height: `${shareOf(bar.count, highest, isLog) * 100}%` }} />
            </button>
            <span className={styles.barLabel}>{bar.from ?? `<${bar.to}`}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function rangeText(t: TFunction, { from, to }: Bar): string {
  if (from === null) return t('room.statistics.below', { to })
  if (to === null) return t('room.statistics.above', { from })
  return to === from + 1 && Number.isInteger(from) ? String(from) : t('room.statistics.between', { from, to })
}
