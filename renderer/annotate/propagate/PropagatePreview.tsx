import { useTranslation } from 'react-i18next'
import type { PropagationPreview } from '../../../shared/api.ts'
import type { Box } from '../../../shared/box.ts'
import { useProject } from '../../stores/project.ts'
import { thumbnailUrl } from '../../studio.ts'
import styles from './Propagate.module.css'
import type { PropagationResult } from './propagation.ts'

/** The first of the images as they would be: boxes that they have in thin lines, those that they would get in thick ones. */
export function PropagatePreview({ result: { previews, images } }: { readonly result: PropagationResult }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className={styles.previews} aria-label={t('annotate.propagate.preview')}>
        {previews.map((preview) => (
          <PreviewCard key={preview.image.id} preview={preview} />
        ))}
      </ul>
      {images > previews.length && (
        <p className={styles.more}>{t('annotate.propagate.more', { count: images - previews.length })}</p>
      )}
    </>
  )
}

function PreviewCard({ preview: { image, existing, copies, present } }: { readonly preview: PropagationPreview }) {
  const { t } = useTranslation()
  const width = image.width ?? 1
  const height = image.height ?? 1
  const name = image.path.split('/').at(-1)
  const facts = [
    t('annotate.propagate.new', { count: copies.length }),
    present > 0 && t('annotate.propagate.there', { count: present }),
  ].filter(Boolean)
  return (
    <li className={styles.card}>
      <div className={styles.picture} style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={thumbnailUrl(image.id)} alt="" />
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          {existing.map((box) => (
            <PreviewBox key={placeOf(box)} box={box} isNew={false} />
          ))}
          {copies.map((box) => (
            <PreviewBox key={placeOf(box)} box={box} isNew />
          ))}
        </svg>
      </div>
      <span className={styles.cardName}>{name}</span>
      <span className={styles.cardFacts}>{facts.join(', ')}</span>
    </li>
  )
}

type DrawnBox = PropagationPreview['copies'][number]
const placeOf = ({ categoryId, x1, y1, x2, y2 }: DrawnBox) => [categoryId, x1, y1, x2, y2].join(' ')

function PreviewBox({ box, isNew }: { readonly box: DrawnBox; readonly isNew: boolean }) {
  const color = useProject((state) => state.categories.find(({ id }) => id === box.categoryId)?.color)
  const place = rectangleOf(box)
  return (
    <>
      <rect {...place} className={isNew ? styles.newHalo : styles.presentHalo} />
      <rect {...place} className={isNew ? styles.newBox : styles.presentBox} style={{ stroke: color }} />
    </>
  )
}

function rectangleOf({ x1, y1, x2, y2 }: Box) {
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 }
}
