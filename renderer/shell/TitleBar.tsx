import { ArrowLeft, Languages, Moon, Search, Settings, Sun } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { Hint } from '../design/Hint.tsx'
import { openPalette } from '../palette/paletteState.ts'
import { showPreferences } from '../preferences/preferencesDialog.ts'
import { useActivity } from '../stores/activity.ts'
import { comeBack, useComeBack } from '../stores/comeBack.ts'
import { closeProject } from '../stores/leaving.ts'
import { fail } from '../stores/messages.ts'
import { languageOf, switchLanguage, switchTheme, usePreferences } from '../stores/preferences.ts'
import { useProject } from '../stores/project.ts'
import { useUnsaved } from '../stores/unsaved.ts'
import { call } from '../studio.ts'
import styles from './TitleBar.module.css'

export function TitleBar() {
  const { t } = useTranslation()
  const preferences = usePreferences()
  const project = useProject((state) => state.project)
  const isUnsaved = useUnsaved((state) => state.obstacle !== null)
  const language = languageOf(preferences)

  const title = project ? `${project.name} – Boxwright` : 'Boxwright'
  useEffect(() => {
    call('desktop.setTitle', { title }).catch(fail)
  }, [title])

  return (
    <header className={styles.bar}>
      <span className={styles.mark} aria-hidden="true" />
      <h1 className={styles.name}>{project?.name ?? 'Boxwright'}</h1>
      {project && (
        <span className={isUnsaved ? styles.unsaved : styles.saved}>
          {isUnsaved ? t('unsaved.mark') : savedText(project.savedAt, language, t('title.saved'), t('title.unchanged'))}
        </span>
      )}
      <BackButton />
      <span className={styles.space} />
      {project && (
        <button type="button" className={styles.link} onClick={() => void closeProject().catch(fail)}>
          {t('title.close')}
        </button>
      )}
      <IconButton label={t('keys.commands.window.palette')} command="window.palette" onClick={openPalette}>
        <Search size={16} />
      </IconButton>
      <IconButton label={t('preferences.title')} command="window.preferences" onClick={showPreferences}>
        <Settings size={16} />
      </IconButton>
      <IconButton label={t('title.language')} command="window.switchLanguage" onClick={switchLanguage}>
        <Languages size={16} />
      </IconButton>
      <IconButton
        label={preferences.theme === 'dark' ? t('title.light') : t('title.dark')}
        command="window.switchTheme"
        onClick={switchTheme}
      >
        {preferences.theme === 'dark' ? <Sun size={16} /> : <Moon size={16} />}
      </IconButton>
    </header>
  )
}

/** Leads back to the page that the image was opened from. */
function BackButton() {
  const { t } = useTranslation()
  const page = useComeBack((state) => state.page)
  const activity = useActivity((state) => state.activity)
  if (page === null || activity === (page === 'results' ? 'results' : 'images')) return null
  const name = page === 'results' ? t('rail.results') : t(`room.tab.${page}`)
  return (
    <Hint text={t('keys.commands.window.back')} command="window.back">
      <button type="button" className={styles.link} onClick={comeBack}>
        <ArrowLeft size={14} aria-hidden="true" /> {t('room.back', { page: name })}
      </button>
    </Hint>
  )
}

/** Every edit is on disk before it is answered; the time of the last one says so. */
function savedText(savedAt: number | null, language: string, saved: string, unchanged: string): string {
  if (savedAt === null) return unchanged
  return `${saved} ${new Date(savedAt).toLocaleTimeString(language, { hourCycle: 'h23' })}`
}
