import { FolderPlus, FolderSearch, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Root } from '../../shared/model.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { addFolder, rescanFolder } from './addFolder.ts'
import styles from './Images.module.css'
import { RelinkDialog } from './RelinkDialog.tsx'

const noRoots: readonly Root[] = []

export function FolderList() {
  const { t } = useTranslation()
  const roots = useProject((state) => state.project?.roots ?? noRoots)
  const [movedId, setMovedId] = useState<number | null>(null)
  const moved = roots.find(({ id }) => id === movedId) ?? null
  return (
    <section className={styles.section}>
      <h2>{t('images.folders')}</h2>
      <ul>
        {roots.map((root) => (
          <li key={root.id} className={root.isPresent ? styles.folder : styles.missingFolder}>
            <div className={styles.folderText}>
              <span className={styles.folderPath} title={root.path}>
                {/* Cut at its beginning, but read from left to right. */}
                <bdi dir="ltr">{root.path}</bdi>
              </span>
              <span className={root.isPresent ? styles.quiet : styles.warning}>
                {root.isPresent
                  ? t('images.count', { count: root.imageCount })
                  : t('images.folderMissing', { count: root.imageCount })}
              </span>
            </div>
            {root.isPresent ? (
              <IconButton label={t('images.rescan')} onClick={() => rescanFolder(t, root.id).catch(fail)}>
                <RotateCw size={14} />
              </IconButton>
            ) : (
              <Button onClick={() => setMovedId(root.id)}>
                <FolderSearch size={14} aria-hidden="true" />
                {t('images.link.find')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={() => addFolder(t).catch(fail)}>
        <FolderPlus size={14} aria-hidden="true" />
        {t('images.addFolder')}
      </Button>
      <RelinkDialog root={moved} onClose={() => setMovedId(null)} />
    </section>
  )
}
