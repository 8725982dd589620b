import { FolderPlus, FolderSearch, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Root } from '../../shared/model.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { addFolder, relinkFolder, rescanFolder } from './addFolder.ts'
import styles from './Images.module.css'

const noRoots: readonly Root[] = []

export function FolderList() {
  const { t } = useTranslation()
  const roots = useProject((state) => state.project?.roots ?? noRoots)
  return (
    <section className={styles.section}>
      <h2>{t('images.folders')}</h2>
      <ul>
        {roots.map((root) => (
          <li key={root.id} className={styles.folder}>
            <div className={styles.folderText}>
              <span className={styles.folderPath} title={root.path}>
                {/* Cut at its beginning, but read from left to right. */}
                <bdi dir="ltr">{root.path}</bdi>
              </span>
              <span className={root.isPresent ? styles.quiet : styles.warning}>
                {root.isPresent ? t('images.count', { count: root.imageCount }) : t('images.folderMissing')}
              </span>
            </div>
            {root.isPresent ? (
              <IconButton label={t('images.rescan')} onClick={() => rescanFolder(t, root.id).catch(fail)}>
                <RotateCw size={14} />
              </IconButton>
            ) : (
              <IconButton label={t('images.relink')} onClick={() => relinkFolder(t, root.id).catch(fail)}>
                <FolderSearch size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={() => addFolder(t).catch(fail)}>
        <FolderPlus size={14} aria-hidden="true" />
        {t('images.addFolder')}
      </Button>
    </section>
  )
}
