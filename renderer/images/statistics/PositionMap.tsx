import { useTranslation } from 'react-i18next'
import { positionGrid } from '../../../shared/api.ts'
import styles from './Statistics.module.css'

/** Where in the picture the middles of the boxes lie: the more boxes, the stronger. */
export function PositionMap({ positions }: { readonly positions: readonly number[] }) {
  const { t } = useTranslation()
  const highest = Math.max(1, ...positions)
  const cells = positions.flatMap((count, index) => (count > 0 ? [{ count, index }] : []))
  return (
    <figure className={styles.figure}>
      <figcaption>{t('room.statistics.positions')}</figcaption>
      <svg
        className={styles.map}
        viewBox={`0 0 ${positionGrid} ${positionGrid}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('room.statistics.positionsLabel', { count: highest })}
      >
        {cells.map(({ count, index }) => (
          <rect
            key={index}
            x={index % positionGrid}
            y={Math.floor(index / positionGrid)}
            width={1}
            height={1}
            opacity={0.15 + 0.85 * (count / highest)}
          >
            <title>{count}</title>
          </rect>
        ))}
      </svg>
    </figure>
  )
}
