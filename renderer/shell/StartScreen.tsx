import { FlaskConical, FolderOpen, FolderPlus, X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallResponse } from '../../shared/api.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { showPreferences } from '../preferences/preferencesDialog.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { openFolder, openProject } from './openProject.ts'
import { playDemo } from './playDemo.ts'
import styles from './StartScreen.module.css'

type Recent = CallResponse<'project.recent'>[number]

export function StartScreen() {
  const { t } = useTranslation()
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <h2 className={styles.title}>{t('start.title')}</h2>
        <p className={styles.text}>{t('start.text')}</p>
        <div className={styles.actions}>
          <Button look="primary" onClick={() => openFolder(t).catch(fail)}>
            <FolderPlus size={16} aria-hidden="true" />
            {t('start.openFolder')}
          </Button>
          <Button onClick={() => openProject(t).catch(fail)}>
            <FolderOpen size={16} aria-hidden="true" />
            {t('start.openProject')}
          </Button>
          <Button onClick={() => call('desktop.start', {}).then(playDemo).catch(fail)}>
            <FlaskConical size={16} aria-hidden="true" />
            {t('start.demo')}
          </Button>
        </div>
        <p className={styles.help}>{t('start.dropHelp')}</p>
        <p className={styles.help}>{t('start.demoHelp')}</p>
        <Button look="quiet" className={styles.labelImg} onClick={showPreferences}>
          {t('start.labelImg')}
        </Button>
        <RecentProjects />
      </div>
    </main>
  )
}

function RecentProjects() {
  const { t } = useTranslation()
  const [recent, setRecent] = useState<readonly Recent[]>([])
  const load = useCallback(() => call('project.recent', {}).then(setRecent).catch(fail), [])
  useEffect(() => void load(), [load])
  if (recent.length === 0) return null
  return (
    <section className={styles.recent}>
      <h3>{t('start.recent')}</h3>
      <ul>
        {recent.map(({ path, name, isPresent }) => (
          <li key={path} className={styles.row}>
            <button
              type="button"
              className={styles.project}
              disabled={!isPresent}
              onClick={() => call('project.open', { path }).catch(fail)}
            >
              <strong>{name}</strong>
              <span className={styles.path}>{isPresent ? path : `${path} – ${t('start.missing')}`}</span>
            </button>
            <IconButton
              label={t('start.forget', { name })}
              onClick={() => call('project.forget', { path }).then(load).catch(fail)}
            >
              <X size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
