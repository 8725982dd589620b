import { useVirtualizer } from '@tanstack/react-virtual'
import { Lock, LockOpen, Trash2 } from 'lucide-react'
import { memo, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { IconButton } from '../../design/Button.tsx'
import { useKey } from '../../keys/useKey.ts'
import { useProject } from '../../stores/project.ts'
import { BoxHistory } from '../boxHistory/BoxHistory.tsx'
import { type Editor, useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { isProposalId, shownProposals } from '../proposals/shownProposals.ts'
import { useSelected } from '../useSelected.ts'
import { isVisible } from '../visible.ts'
import { HiddenBar } from './HiddenBar.tsx'
import { ObjectDetails } from './ObjectDetails.tsx'
import styles from './ObjectPanel.module.css'
import { ObjectRow } from './ObjectRow.tsx'

const rowHeight = 28

/** The boxes of the image as a list, and the details of those that are selected. */
export function ObjectPanel() {
  const { t } = useTranslation()
  const count = useEditor((state) => state.annotations.length)
  const selected = useEditor((state) => state.selectedIds.filter((id) => !isProposalId(id)).length)
  // While proposals are decided about, their list needs the room.
  const isDeciding = useEditor((state) => selected === 0 && shownProposals(state).length > 0)
  const isVerified = useEditor((state) => state.image?.review === 'verified')
  const isReady = useEditor((state) => state.phase.kind === 'ready')
  const drawKey = useKey('annotate.draw')
  return (
    <section className={styles.panel} aria-label={t('annotate.objects.name')}>
      <header className={styles.header}>
        <h2>
          {t('annotate.objects.name')} <span className="number">{count}</span>
        </h2>
        <span className={styles.selected}>{selected > 0 && t('annotate.objects.selected', { count: selected })}</span>
        <LockButton />
        <IconButton
          label={t('annotate.objects.remove')}
          command="annotate.delete"
          disabled={selected === 0}
          onClick={() => perform({ kind: 'delete' })}
        >
          <Trash2 size={14} />
        </IconButton>
      </header>
      {isReady && count === 0 && (
        <p className={styles.empty}>
          {isVerified ? t('annotate.objects.emptyVerified') : t('annotate.objects.empty', { key: drawKey })}
        </p>
      )}
      <ObjectList />
      <HiddenBar />
      {!isDeciding && (
        <>
          <ObjectDetails />
          <BoxHistory />
        </>
      )}
    </section>
  )
}

function LockButton() {
  const { t } = useTranslation()
  const selected = useSelected()
  const isLocked = selected.length > 0 && selected.every(({ locked }) => locked)
  return (
    <IconButton
      label={t(isLocked ? 'annotate.objects.unlockSelected' : 'annotate.objects.lockSelected')}
      command="annotate.lock"
      isPressed={isLocked}
      disabled={selected.length === 0}
      onClick={() => perform({ kind: 'lock' })}
    >
      {isLocked ? <Lock size={14} /> : <LockOpen size={14} />}
    </IconButton>
  )
}

/** The picture comes first: the list follows when there is time, and as one. */
function ObjectList() {
  const shown = useDeferredValue(useShown())
  return <ObjectRows {...shown} />
}

const ObjectRows = memo(function ObjectRows({ selectedIds, ...hiding }: Shown) {
  const { t } = useTranslation()
  const { annotations } = hiding
  const categories = useProject((state) => state.categories)
  const byId = useMemo(() => new Map(categories.map((category) => [category.id, category])), [categories])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: annotations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const selected = useMemo(() => new Set(selectedIds), [selectedIds])
  const firstSelected = annotations.findIndex(({ id }) => selected.has(id))
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls.
  useEffect(() => {
    if (firstSelected >= 0) virtual.scrollToIndex(firstSelected, { align: 'auto' })
  }, [selectedIds])

  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label={t('annotate.objects.name')}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const annotation = annotations[index]!
          return (
            // Its place is its key: with the next image the rows get other words, which costs less than other rows.
            <li key={index} className={styles.item} style={{ top: start, height: rowHeight }}>
              <ObjectRow
                annotation={annotation}
                category={byId.get(annotation.categoryId ?? 0) ?? null}
                isSelected={selected.has(annotation.id)}
                isHidden={!isVisible(annotation, hiding)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
})

type Shown = Pick<Editor, 'annotations' | 'selectedIds' | 'areBoxesHidden' | 'hiddenIds' | 'hiddenCategoryIds'>

const useShown = () =>
  useEditor(
    useShallow(
      ({ annotations, selectedIds, areBoxesHidden, hiddenIds, hiddenCategoryIds }): Shown => ({
        annotations,
        selectedIds,
        areBoxesHidden,
        hiddenIds,
        hiddenCategoryIds,
      }),
    ),
  )
