import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { setFilter, useActivity } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { addFolder } from './addFolder.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { FilterBar, searchId } from './FilterBar.tsx'
import { FolderList } from './FolderList.tsx'
import { ImageGrid } from './ImageGrid.tsx'
import styles from './Images.module.css'
import { ImportDialog } from './ImportDialog.tsx'
import { ProjectHistory } from './ProjectHistory.tsx'
import { SplitPanel } from './SplitPanel.tsx'
import { useImageRows } from './useImageRows.ts'

type OpenDialog = 'import' | 'export' | null

export function Images() {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const project = useProject((state) => state.project)
  const filter = useActivity((state) => state.filter)
  const rows = useImageRows(filter)
  useCommands({
    'images.addFolder': () => void addFolder(t).catch(fail),
    'images.find': () => document.getElementById(searchId)?.focus(),
    'images.import': { run: () => setDialog('import'), canRun: () => (project?.imageCount ?? 0) > 0 },
    'images.export': { run: () => setDialog('export'), canRun: () => (project?.annotationCount ?? 0) > 0 },
  })
  if (!project) return <div />
  return (
    <div className={styles.screen}>
      <aside className={styles.side}>
        <FolderList />
        <section className={styles.section}>
          <h2>{t('images.exchange')}</h2>
          <div className={styles.buttons}>
            <Button disabled={project.imageCount === 0} onClick={() => setDialog('import')}>
              {t('images.import')}
            </Button>
            <Button disabled={project.annotationCount === 0} onClick={() => setDialog('export')}>
              {t('images.export')}
            </Button>
          </div>
        </section>
        <SplitPanel />
        <ProjectHistory />
      </aside>
      <section className={styles.middle} aria-label={t('rail.images')}>
        <FilterBar
          hasStates
          shown={
            rows.ids.length === project.imageCount
              ? t('images.count', { count: project.imageCount })
              : t('images.shown', { shown: rows.ids.length, total: project.imageCount })
          }
        />
        {project.imageCount === 0 ? (
          <EmptyState icon={<FolderPlus size={28} />} title={t('images.noneTitle')} text={t('images.noneText')}>
            <Button look="primary" onClick={() => addFolder(t).catch(fail)}>
              {t('images.addFolder')}
            </Button>
          </EmptyState>
        ) : rows.ids.length === 0 && !rows.isLoading ? (
          <EmptyState title={t('images.noMatchTitle')} text={t('images.noMatchText')}>
            <Button onClick={() => setFilter('')}>{t('images.clearFilter')}</Button>
          </EmptyState>
        ) : (
          <ImageGrid rows={rows} />
        )}
      </section>
      <ImportDialog isOpen={dialog === 'import'} onClose={() => setDialog(null)} />
      <ExportDialog isOpen={dialog === 'export'} onClose={() => setDialog(null)} />
    </div>
  )
}
