import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActivity } from '../../stores/activity.ts'
import { type CountedCategory, useProject } from '../../stores/project.ts'
import { FilterBar } from '../FilterBar.tsx'
import { StatisticsPanel } from '../statistics/StatisticsPanel.tsx'
import { useStatistics } from '../statistics/useStatistics.ts'
import styles from './Classes.module.css'
import { ClassTable } from './ClassTable.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'

export type ClassDialog =
  | { readonly kind: 'merge'; readonly from: CountedCategory; readonly into: CountedCategory | null }
  | { readonly kind: 'remove'; readonly category: CountedCategory }

/** The classes of the project, to be ordered, named, coloured, merged and removed, with figures of their boxes. */
export function ClassesPage() {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const categories = useProject((state) => state.categories)
  const [dialog, setDialog] = useState<ClassDialog | null>(null)
  const statistics = useStatistics(filter)
  const boxes = statistics.data?.categories.reduce((sum, entry) => sum + entry.boxes, 0) ?? 0
  const close = () => setDialog(null)
  return (
    <section className={styles.page} aria-label={t('room.tab.classes')}>
      <FilterBar shown={t('room.boxCount', { count: boxes })} />
      <div className={styles.columns}>
        <ClassTable categories={categories} statistics={statistics.data?.categories ?? null} onDialog={setDialog} />
        <StatisticsPanel statistics={statistics} categories={categories} />
      </div>
      {dialog?.kind === 'merge' && <MergeDialog from={dialog.from} proposed={dialog.into} onClose={close} />}
      {dialog?.kind === 'remove' && <RemoveDialog category={dialog.category} onClose={close} />}
    </section>
  )
}
