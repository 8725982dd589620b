import { useTranslation } from 'react-i18next'
import type { TrainPreview } from '../../shared/trainCalls.ts'
import styles from './AnchorPicture.module.css'

/** Sides of the drawing, in its own units. */
const side = 300

/** Width and height of every training box as a dot, and the anchors as rectangles from the same corner. */
export function AnchorPicture({ preview }: { readonly preview: TrainPreview }) {
  const { t } = useTranslation()
  const { anchors, boxSizes, anchorFit, strides } = preview
  const largest = Math.max(...boxSizes.flatMap(sides), ...anchors.flat().flatMap(sides))
  const scale = side / largest
  const scales = ['fine', 'middle', 'coarse'] as const
  return (
    <section className={styles.anchors}>
      <h3>{t('train.anchors.title')}</h3>
      <p className={styles.note}>{t('train.anchors.note')}</p>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${side} ${side}`}
        role="img"
        aria-label={t('train.anchors.label', { anchors: anchors.flat().length, boxes: boxSizes.length })}
      >
        {boxSizes.map(({ width, height }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity
          <circle key={index} className={styles.dot} cx={width * scale} cy={side - height * scale} r={1.5} />
        ))}
        {anchors.flatMap((list, index) =>
          list.map(({ width, height }) => (
            <rect
              key={`${width} ${height}`}
              className={styles[scales[index] ?? 'coarse']}
              x={0}
              y={side - height * scale}
              width={width * scale}
              height={height * scale}
            >
              <title>{t('train.anchors.size', { width: Math.round(width), height: Math.round(height) })}</title>
            </rect>
          )),
        )}
      </svg>
      <dl className={styles.list}>
        {anchors.map((list, index) => (
          <div key={strides[index]}>
            <dt className={styles[scales[index] ?? 'coarse']}>
              {t('train.anchors.stride', { stride: strides[index] })}
            </dt>
            <dd className="number">
              {list.map(({ width, height }) => `${Math.round(width)}×${Math.round(height)}`).join('  ')}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('train.anchors.fit', { fit: anchorFit.toFixed(2) })}</p>
    </section>
  )
}

const sides = ({ width, height }: { readonly width: number; readonly height: number }): number[] => [width, height]
