import { useTranslation } from 'react-i18next'
import type { Calibration, CalibrationBin } from '../../../shared/metrics/calibration.ts'
import { rateText } from '../../charts/figureText.ts'
import styles from './ReliabilityDiagram.module.css'

/** In units of its own; the picture takes what room there is. */
const side = 400
const counts = 60
const left = 44
const bottom = 40
const gap = 3
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]

/** A bar for each range of confidence: how many of its detections are right. On the line they would be as right as they are sure. */
export function ReliabilityDiagram({ calibration: { bins } }: { readonly calibration: Calibration }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...bins.map((bin) => bin.count))
  const top = counts + 12
  const y = (value: number) => top + side * (1 - value)
  return (
    <svg
      className={styles.diagram}
      viewBox={`0 0 ${left + side + 8} ${top + side + bottom}`}
      role="img"
      aria-label={t('results.calibration.diagram')}
    >
      {ticks.map((tick) => (
        <g key={tick} className={styles.tick}>
          <line x1={left} x2={left + side} y1={y(tick)} y2={y(tick)} />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
          <text x={left + side * tick} y={y(0) + 16} textAnchor="middle">
            {tick}
          </text>
        </g>
      ))}
      {bins.map((bin) => (
        <Bar key={bin.low} bin={bin} y={y} countHeight={(counts * bin.count) / most} top={counts} />
      ))}
      <line className={styles.ideal} x1={left} y1={y(0)} x2={left + side} y2={y(1)} />
      <text className={styles.axis} x={left + side / 2} y={y(0) + 34} textAnchor="middle">
        {t('results.calibration.confidence')}
      </text>
      <text className={styles.axis} transform={`translate(12 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {t('results.calibration.right')}
      </text>
    </svg>
  )
}

type BarProps = {
  readonly bin: CalibrationBin
  readonly y: (value: number) => number
  readonly countHeight: number
  readonly top: number
}

function Bar({ bin, y, countHeight, top }: BarProps) {
  const { t } = useTranslation()
  if (bin.precision === null) return null
  const x = left + side * bin.low + gap / 2
  const width = side * (bin.high - bin.low) - gap
  const words = t('results.calibration.bin', {
    low: rateText(bin.low, 1),
    high: rateText(bin.high, 1),
    count: bin.count,
    confidence: rateText(bin.meanConfidence),
    precision: rateText(bin.precision),
  })
  return (
    <g>
      <title>{words}</title>
      <rect className={styles.count} x={x} width={width} y={top - countHeight} height={countHeight} />
      <rect className={styles.bar} x={x} width={width} y={y(bin.precision)} height={y(0) - y(bin.precision)} />
      <line className={styles.sure} x1={x} x2={x + width} y1={y(bin.meanConfidence!)} y2={y(bin.meanConfidence!)} />
      <rect className={styles.target} x={x} width={width} y={0} height={y(0)} />
    </g>
  )
}
