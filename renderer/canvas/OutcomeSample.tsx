import type { Outcome } from '../../shared/metrics/perImage.ts'
import styles from './OutcomeSample.module.css'
import { detectionWidth, missedWidth, outcomeLooks } from './outcomeLook.ts'

/** A piece of the line that stands for an outcome. */
export function OutcomeSample({ outcome }: { readonly outcome: Outcome }) {
  const { color, dash } = outcomeLooks[outcome]
  return (
    <svg className={styles.sample} viewBox="0 0 32 8" aria-hidden="true">
      <line
        x1="0"
        x2="32"
        y1="4"
        y2="4"
        stroke={`var(${color})`}
        strokeWidth={outcome === 'missed' ? missedWidth : detectionWidth}
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  )
}
