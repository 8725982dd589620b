import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../keys/useCommands.ts'
import styles from './Checks.module.css'
import { FindingCard } from './FindingCard.tsx'
import { keyOf, type ListedFinding } from './useFindings.ts'

const cardHeight = 156

type FindingListProps = {
  readonly findings: readonly ListedFinding[]
  readonly onDone: (finding: ListedFinding) => void
}

/** Card after card; the keys work on one of them and go on when it is dealt with. */
export function FindingList({ findings, onDone }: FindingListProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(0)
  const current = Math.min(place, findings.length - 1)
  const virtual = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan: 2,
  })
  useEffect(() => virtual.scrollToIndex(Math.max(0, current), { align: 'auto' }), [virtual, current])
  const walk = (step: number) => setPlace(Math.max(0, Math.min(findings.length - 1, current + step)))
  useCommands({ 'checks.next': () => walk(1), 'checks.previous': () => walk(-1) })
  return (
    <div ref={scroller} className={styles.scroller}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t('room.tab.checks')}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const finding = findings[index]!
          return (
            <li
              key={keyOf(finding)}
              className={styles.item}
              style={{ top: start, height: cardHeight }}
              aria-current={index === current}
            >
              <FindingCard
                finding={finding}
                isCurrent={index === current}
                onTake={() => setPlace(index)}
                onDone={() => onDone(finding)}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}
