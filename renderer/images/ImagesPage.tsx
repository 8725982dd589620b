import { FolderPlus, FolderSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ProjectInfo } from '../../shared/model.ts'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { setFilter, useActivity } from '../stores/activity.ts'
import { openAssistant, openDeciding } from '../stores/assistant.ts'
import { toggleThumbnailBoxes } from '../stores/imagesRoom.ts'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { AssistantPanel } from './AssistantPanel.tsx'
import { addFolder } from './addFolder.ts'
import { FilterBar } from './FilterBar.tsx'
import { FolderList } from './FolderList.tsx'
import { ImageGrid } from './ImageGrid.tsx'
import styles from './Images.module.css'
import { SplitPanel } from './SplitPanel.tsx'
import { useImageRows } from './useImageRows.ts'

/** `compare`: an import that is kept apart. */
export type RoomDialog = 'import' | 'compare' | 'export'

type ImagesPageProps = {
  readonly project: ProjectInfo
  readonly onDialog: (dialog: RoomDialog) => void
}

/** The images of the project, and beside them what brings images, labels and parts in and out. */
export function ImagesPage({ project, onDialog }: ImagesPageProps) {
  const { t } = useTranslation()
  const filter = useActivity((state) => state.filter)
  const order = useActivity((state) => state.order)
  const rows = useImageRows(filter, order)
  useCommands({
    'images.thumbnailBoxes': toggleThumbnailBoxes,
    'images.assistant': () => openAssistant('unlabelled'),
    'images.decide': openDeciding,
  })
  const shown =
    rows.ids.length === project.imageCount
      ? t('images.count', { count: project.imageCount })
      : t('images.shown', { shown: rows.ids.length, total: project.imageCount })
  return (
    <div className={styles.screen}>
      <aside className={styles.side}>
        <FolderList />
        <section className={styles.section}>
          <h2>{t('images.exchange')}</h2>
          <div className={styles.buttons}>
            <Button onClick={() => onDialog('import')}>{t('images.import')}</Button>
            <Button disabled={project.annotationCount === 0} onClick={() => onDialog('export')}>
              {t('images.export')}
            </Button>
          </div>
        </section>
        <AssistantPanel />
        <SplitPanel />
      </aside>
      <section className={styles.middle} aria-label={t('rail.images')}>
        <FilterBar hasStates shown={shown} />
        {project.imageCount === 0 ? (
          <NoImages folders={project.roots.map(({ path }) => path)} />
        ) : rows.ids.length === 0 && !rows.isLoading ? (
          <EmptyState title={t('images.noMatchTitle')} text={t('images.noMatchText')}>
            <Button onClick={() => setFilter('')}>{t('images.clearFilter')}</Button>
          </EmptyState>
        ) : (
          <ImageGrid rows={rows} />
        )}
      </section>
    </div>
  )
}

/** A folder without pictures that can be opened is told from no folder at all. */
function NoImages({ folders }: { readonly folders: readonly string[] }) {
  const { t } = useTranslation()
  const isScanning = useJobs(({ jobs }) => activeJob(jobs, ['scan']) !== null)
  if (isScanning)
    return (
      <EmptyState
        icon={<FolderSearch size={32} aria-hidden="true" />}
        title={t('images.reading')}
        text={folders.join(', ')}
      />
    )
  const isEmpty = folders.length > 0
  return (
    <EmptyState
      icon={<FolderPlus size={32} aria-hidden="true" />}
      title={isEmpty ? t('images.emptyTitle') : t('images.noneTitle')}
      text={isEmpty ? t('images.emptyText', { folders: folders.join(', ') }) : t('images.noneText')}
    >
      <Button look="primary" onClick={() => addFolder(t).catch(fail)}>
        {t('images.addFolder')}
      </Button>
    </EmptyState>
  )
}
