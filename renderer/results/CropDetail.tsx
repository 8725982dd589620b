import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category } from '../../shared/model.ts'
import { rateText } from '../charts/figureText.ts'
import { LineSample } from '../charts/LineChart.tsx'
import { CropActions } from './CropActions.tsx'
import { CropCanvas, type CropCanvasProps } from './CropCanvas.tsx'
import styles from './CropDetail.module.css'
import { CropEditor } from './CropEditor.tsx'
import type { Judgement } from './review.ts'
import type { CropActionSet } from './useCropActions.ts'

type CropDetailProps = CropCanvasProps & {
  readonly place: number
  readonly count: number
  readonly actions: CropActionSet
  readonly judgement: Judgement | null
  /** Why the label is in doubt. */
  readonly reason?: string
}

export const CropDetail = memo(function CropDetail(props: CropDetailProps) {
  const { item, place, count, categories, pictures, actions, judgement, reason } = props
  const { t } = useTranslation()
  return (
    <div className={styles.detail}>
      <div className={styles.canvas}>
        <CropCanvas item={item} categories={categories} pictures={pictures} />
        <CropEditor item={item} onDone={actions.finishEdit} />
      </div>
      <section className={styles.words} aria-label={t('results.crops.inHand')}>
        <p className={styles.file} title={item.image.path}>
          <span className="number">
            {place + 1} / {count}
          </span>{' '}
          {item.image.path}
        </p>
        {reason && <p className={styles.reason}>{reason}</p>}
        <p className={styles.box}>
          {item.label ? (
            <BoxWord name={t('results.crops.label')} categoryId={item.label.categoryId} categories={categories} />
          ) : (
            t('results.matrix.nothing')
          )}
        </p>
        <p className={styles.box}>
          {item.detected ? (
            <>
              <BoxWord
                name={t('results.crops.model')}
                categoryId={item.detected.categoryId}
                categories={categories}
                isDashed
              />
              <span className="number">{rateText(item.detected.score)}</span>
            </>
          ) : (
            t('results.matrix.missed')
          )}
          {item.iou !== null && <span className="number">IoU {rateText(item.iou, 2)}</span>}
        </p>
        <p className={styles.judgement}>{judgement ? t(`results.judgement.${judgement}`) : ''}</p>
      </section>
      <CropActions item={item} categories={categories} actions={actions} />
    </div>
  )
})

type BoxWordProps = {
  readonly name: string
  readonly categoryId: number
  readonly categories: readonly Category[]
  readonly isDashed?: boolean
}

/** Which line it is, whose word, and which class. */
function BoxWord({ name, categoryId, categories, isDashed = false }: BoxWordProps) {
  const category = categories.find((other) => other.id === categoryId)
  return (
    <>
      <LineSample line={{ color: category?.color ?? '--ink-2', dash: isDashed ? 'dashed' : 'solid' }} />
      {name} <strong>{category?.name}</strong>
    </>
  )
}
