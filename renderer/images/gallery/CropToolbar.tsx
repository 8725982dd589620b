import { ArrowDownNarrowWide, ArrowUpNarrowWide } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type GallerySort, gallerySort } from '../../../shared/api.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { Select } from '../../design/Field.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { useActivity } from '../../stores/activity.ts'
import { activeJob, cancelJob, finishJob, useJobs } from '../../stores/jobs.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './Boxes.module.css'
import { cropSides, setCropSide, useGalleryView } from './galleryView.ts'
import type { Gallery } from './useGallery.ts'

/** Order and size of the crops. */
export function CropToolbar({ gallery }: { readonly gallery: Gallery }) {
  const { t } = useTranslation()
  const { sort, isDescending, cropSide } = useGalleryView()
  const Direction = isDescending ? ArrowDownNarrowWide : ArrowUpNarrowWide
  return (
    <div className={styles.toolbar}>
      <Select
        className={styles.sort}
        aria-label={t('room.boxes.sort')}
        value={sort}
        choices={gallerySort.options.map((value) => ({ value, label: t(`room.boxes.sortBy.${value}`) }))}
        onChoose={(value: GallerySort) => useGalleryView.setState({ sort: value })}
      />
      <IconButton
        label={t(isDescending ? 'room.boxes.descending' : 'room.boxes.ascending')}
        onClick={() => useGalleryView.setState({ isDescending: !isDescending })}
      >
        <Direction size={16} />
      </IconButton>
      {sort === 'brightness' && <Measuring gallery={gallery} />}
      <label className={styles.size}>
        {t('room.boxes.size')}
        <input
          type="range"
          min={cropSides.smallest}
          max={cropSides.largest}
          step={cropSides.step}
          value={cropSide}
          onChange={(event) => setCropSide(Number(event.target.value))}
        />
      </label>
    </div>
  )
}

/** The brightness of a box is known once its picture was read. */
function Measuring({ gallery }: { readonly gallery: Gallery }) {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const running = activeJob(
    useJobs((state) => state.jobs),
    ['measure'],
  )
  const measure = async () => {
    await finishJob((await call('gallery.measure', { filter })).jobId)
    gallery.reload()
  }
  if (running) {
    return (
      <span className={styles.measuring}>
        {t('room.boxes.measuring')}
        <ProgressBar label={t('room.boxes.measuring')} value={running.progress.value} />
        <Button onClick={() => cancelJob(running.id)}>{t('common.cancel')}</Button>
      </span>
    )
  }
  if (gallery.columns.unmeasured === 0) return null
  return (
    <span className={styles.measuring}>
      {t('room.boxes.unmeasured', { count: gallery.columns.unmeasured })}
      <Button onClick={() => measure().catch(fail)}>{t('room.boxes.measure')}</Button>
    </span>
  )
}
