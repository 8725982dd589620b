import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabellingKind } from '../../../shared/labellingCalls.ts'
import { outcomeLooks } from '../../canvas/outcomeLook.ts'
import { rateText } from '../../charts/figureText.ts'
import { thumbnailUrl } from '../../studio.ts'
import styles from './Agreement.module.css'
import { showCompared } from './agreementView.ts'
import { lookOf } from './lookOf.ts'
import type { AgreementRow } from './model.ts'

const rowHeight = 56

type ComparedListProps = {
  readonly rows: readonly AgreementRow[]
  readonly kind: LabellingKind
  readonly currentId: number
}

/** All images that can be compared, those that agree least first. */
export function ComparedList({ rows, kind, currentId }: ComparedListProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const place = rows.findIndex(({ image }) => image.id === currentId)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [virtual, place])
  return (
    <section className={styles.images} aria-label={t('agreement.images')}>
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t('agreement.images')}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]!
            return (
              <li key={row.image.id} className={styles.item} style={{ top: start, height: rowHeight }}>
                <Row row={row} kind={kind} isCurrent={row.image.id === currentId} />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

const counted = ['otherClass', 'missed', 'extra', 'same'] as const

type RowProps = { readonly row: AgreementRow; readonly kind: LabellingKind; readonly isCurrent: boolean }

const Row = memo(function Row({ row, kind, isCurrent }: RowProps) {
  const { t } = useTranslation()
  const { image, tally } = row
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={isCurrent ? 'true' : undefined}
      title={image.path}
      onClick={() => showCompared(image.id)}
    >
      <span className={styles.thumbnail}>
        <img src={thumbnailUrl(image.imageId)} alt="" decoding="async" draggable={false} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{image.path.split('/').at(-1)}</span>
        <span className={styles.facts}>
          <span className={styles.f1}>F1 {rateText(tally.f1, 2)}</span>
          {counted.map(
            (outcome) =>
              tally[outcome] > 0 && (
                <span key={outcome} title={t(`agreement.outcome.${outcome}`)}>
                  <span aria-hidden="true">{outcomeLooks[lookOf[outcome]].sign}</span>
                  <span className="spoken">{t(`agreement.outcome.${outcome}`)}</span> {tally[outcome]}
                </span>
              ),
          )}
        </span>
        {image.verdict && <span className={styles.verdict}>{t(`agreement.kept.${kind}.${image.verdict}`)}</span>}
      </span>
    </button>
  )
})
