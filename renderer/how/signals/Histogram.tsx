import type { Signal } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'
import styles from './Histogram.module.css'

const width = 160
const height = 56

type HistogramProps = {
  readonly title: string
  readonly spread: Pick<Signal, 'counts' | 'low' | 'high'>
  /** A line of what there is to say of it. */
  readonly text: string
  /** Another to compare with, drawn as a line; of the same bins. */
  readonly behind?: readonly number[]
}

/** How many values lie where; the highest bar fills the height. */
export function Histogram({ title, spread: { counts, low, high }, text, behind }: HistogramProps) {
  // A spike at zero, as rectifiers make it, must not hide the rest: heights go by the square root.
  const heightOf = (count: number) => Math.sqrt(count)
  const most = Math.max(1, ...[...counts, ...(behind ?? [])].map(heightOf))
  const bar = width / Math.max(1, counts.length)
  const y = (count: number) => height * (1 - heightOf(count) / most)
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      <svg className={styles.bars} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}: ${text}`}>
        {counts.map((count, place) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={place}
            x={place * bar}
            y={y(count)}
            width={bar}
            height={height - y(count)}
          />
        ))}
        {behind && <polyline points={behind.map((count, place) => `${(place + 0.5) * bar},${y(count)}`).join(' ')} />}
      </svg>
      <p className={styles.ends}>
        <span>{shortNumber(low)}</span>
        <span>{shortNumber(high)}</span>
      </p>
      <p className={styles.text}>{text}</p>
    </figure>
  )
}
