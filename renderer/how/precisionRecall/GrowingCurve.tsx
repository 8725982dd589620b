import { useTranslation } from 'react-i18next'
import type { CurveStep } from '../../../shared/metrics/curveSteps.ts'
import { rateText } from '../../charts/figureText.ts'
import styles from './GrowingCurve.module.css'

// As large as it is shown at most, so that its words are as large as all others.
const width = 500
const height = 340
const margin = 36
/** More points than these on a line nobody can tell apart. */
const mostPoints = 400
/** Of the last detections each is a mark of its own. */
const markedSteps = 40
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
const x = (recall: number): number => margin + recall * width
const y = (precision: number): number => 8 + (1 - precision) * height

/** Precision over recall so far: each detection a point, and the staircase below which the average precision lies. */
export function GrowingCurve({ steps }: { readonly steps: readonly CurveStep[] }) {
  const { t } = useTranslation()
  const last = steps.at(-1)
  const line = thinned(steps)
  const marked = steps.slice(-markedSteps)
  const points = line.map(({ recall, precision }) => `${x(recall)},${y(precision)}`).join(' ')
  return (
    <svg
      className={styles.curve}
      viewBox={`0 0 ${width + margin + 16} ${height + margin + 8}`}
      role="img"
      aria-label={t('how.curve.picture', {
        recall: rateText(last?.recall ?? 0),
        precision: rateText(last?.precision ?? null),
      })}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
          <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <text className={styles.tick} x={x(tick)} y={y(0) + 14} textAnchor="middle">
            {tick}
          </text>
          <text className={styles.tick} x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={x(0.5)} y={y(0) + 28} textAnchor="middle">
        {t('results.curve.recall')}
      </text>
      <text className={styles.tick} transform={`translate(10 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {t('results.curve.precision')}
      </text>
      <path className={styles.area} d={staircase(line)} />
      <polyline className={styles.line} points={points} />
      {marked.map((step, place) => (
        <circle
          key={step.detection}
          className={step.isTrue ? styles.right : styles.wrong}
          cx={x(step.recall)}
          cy={y(step.precision)}
          r={place === marked.length - 1 ? 6 : 2.5}
        />
      ))}
    </svg>
  )
}

/** Evenly chosen ones where there are too many, the last always among them. */
function thinned(steps: readonly CurveStep[]): readonly CurveStep[] {
  const every = Math.ceil(steps.length / mostPoints)
  return every <= 1 ? steps : steps.filter((_, place) => (steps.length - 1 - place) % every === 0)
}

/** From the right to the left the best precision yet, as an area down to the axis. */
function staircase(steps: readonly CurveStep[]): string {
  let best = 0
  const stairs = steps
    .toReversed()
    .map(({ recall, precision }) => {
      best = Math.max(best, precision)
      return `${x(recall)} ${y(best)}`
    })
    .map((point, place, all) => (place === 0 ? point : `H ${point.split(' ')[0]} V ${all[place]!.split(' ')[1]}`))
  if (steps.length === 0) return ''
  const [firstStair, ...rest] = stairs
  return `M ${x(steps.at(-1)!.recall)} ${y(0)} L ${firstStair} ${rest.join(' ')} H ${x(0)} V ${y(0)} Z`
}
