import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { setFilter, showActivity, useActivity } from '../../stores/activity.ts'
import { useProject } from '../../stores/project.ts'
import { FilterBar } from '../FilterBar.tsx'
import styles from './Boxes.module.css'
import { ClassRail } from './ClassRail.tsx'
import { CropGrid } from './CropGrid.tsx'
import { CropToolbar } from './CropToolbar.tsx'
import { useGalleryView } from './galleryView.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { type Gallery, useGallery } from './useGallery.ts'

/** All boxes that fit the filter as a wall of crops: what does not belong catches the eye, and is put right at once. */
export function BoxesPage() {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const sort = useGalleryView((state) => state.sort)
  const isDescending = useGalleryView((state) => state.isDescending)
  const gallery = useGallery(filter, sort, isDescending)
  return (
    <section className={styles.page} aria-label={t('room.tab.boxes')} aria-busy={gallery.state === 'loading'}>
      <FilterBar shown={t('room.boxCount', { count: gallery.columns.ids.length })} />
      <div className={styles.columns}>
        <ClassRail />
        <div className={styles.middle}>
          <CropToolbar gallery={gallery} />
          <Wall gallery={gallery} />
          <SelectionBar gallery={gallery} />
        </div>
      </div>
    </section>
  )
}

function Wall({ gallery }: { readonly gallery: Gallery }) {
  const { t } = useTranslation()
  const boxCount = useProject((state) => state.project?.annotationCount ?? 0)
  if (gallery.columns.ids.length > 0) return <CropGrid gallery={gallery} />
  switch (gallery.state) {
    case 'loading':
      return <p className={styles.loading}>{t('room.boxes.loading')}</p>
    case 'failed':
      return (
        <EmptyState title={t('room.boxes.failedTitle')} text={t('room.boxes.failedText')}>
          <Button onClick={gallery.reload}>{t('room.boxes.again')}</Button>
        </EmptyState>
      )
    case 'ready':
      return boxCount === 0 ? (
        <EmptyState title={t('room.boxes.noneTitle')} text={t('room.boxes.noneText')}>
          <Button onClick={() => showActivity('annotate')}>{t('room.boxes.toAnnotate')}</Button>
        </EmptyState>
      ) : (
        <EmptyState title={t('room.boxes.noMatchTitle')} text={t('room.boxes.noMatchText')}>
          <Button onClick={() => setFilter('')}>{t('images.clearFilter')}</Button>
        </EmptyState>
      )
  }
}
