import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type OutcomeImage, OutcomeImageList } from '../../canvas/OutcomeImageList.tsx'
import { InlineSelect } from '../InlineSelect.tsx'
import type { ImageRow } from './imageRows.ts'
import { imageOrders, orderBy, showPicture, useImagesView } from './imagesView.ts'
import styles from './ResultImageList.module.css'

type ResultImageListProps = { readonly rows: readonly ImageRow[]; readonly currentId: number | null }

/** All images of the evaluation, the worst first. */
export function ResultImageList({ rows, currentId }: ResultImageListProps) {
  const { t } = useTranslation()
  const order = useImagesView((state) => state.order)
  const wordsOf = useCallback(
    ({ imageId, image, f1, found, confused, falseAlarms, missed }: ImageRow): OutcomeImage => {
      const counts = [
        ['found', found],
        ['confused', confused],
        ['falseAlarm', falseAlarms],
        ['missed', missed],
      ] as const
      return {
        ...{ key: imageId, imageId, path: image.path, f1, verdict: null },
        counts: counts.map(([outcome, count]) => ({ outcome, name: t(`results.image.outcome.${outcome}`), count })),
      }
    },
    [t],
  )
  return (
    <section className={styles.panel} aria-label={t('results.image.list')}>
      <div className={styles.head}>
        <InlineSelect
          label={t('results.image.order')}
          value={order}
          choices={imageOrders.map((value) => ({ value, label: t(`results.image.orders.${value}`) }))}
          onChoose={orderBy}
        />
        <span className={styles.place}>
          {rows.findIndex((row) => row.imageId === currentId) + 1} / {rows.length}
        </span>
      </div>
      <OutcomeImageList
        label={t('results.image.list')}
        rows={rows}
        keyOf={keyOfRow}
        wordsOf={wordsOf}
        currentKey={currentId}
        onChoose={showPicture}
      />
    </section>
  )
}

const keyOfRow = ({ imageId }: ImageRow): number => imageId
