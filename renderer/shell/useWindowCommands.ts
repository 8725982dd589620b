import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { startKeyboard } from '../keys/keyboard.ts'
import { useCommands } from '../keys/useCommands.ts'
import { openPalette } from '../palette/paletteState.ts'
import { showPreferences } from '../preferences/preferencesDialog.ts'
import { showActivity } from '../stores/activity.ts'
import { comeBack, useComeBack } from '../stores/comeBack.ts'
import { closeProject } from '../stores/leaving.ts'
import { fail, note } from '../stores/messages.ts'
import { switchLanguage, switchTheme } from '../stores/preferences.ts'
import { useProject } from '../stores/project.ts'
import { showKeyHelp } from './KeyHelp.tsx'
import { openFolder, openProject } from './openProject.ts'

/** The keyboard, and the commands that work everywhere in the window. */
export function useWindowCommands(): void {
  const { t } = useTranslation()
  useEffect(startKeyboard, [])
  const canRun = () => useProject.getState().project !== null
  useCommands({
    'window.palette': openPalette,
    'window.preferences': showPreferences,
    'window.help': showKeyHelp,
    'window.openFolder': () => void openFolder(t).catch(fail),
    'window.openProject': () => void openProject(t).catch(fail),
    'window.closeProject': { run: () => void closeProject().catch(fail), canRun },
    'window.quit': () => window.close(),
    'window.save': { run: () => note(t('title.alreadySaved')), canRun },
    'window.showImages': { run: () => showActivity('images'), canRun },
    'window.showAnnotate': { run: () => showActivity('annotate'), canRun },
    'window.showTrain': { run: () => showActivity('train'), canRun },
    'window.showResults': { run: () => showActivity('results'), canRun },
    'window.showHow': { run: () => showActivity('how'), canRun },
    'window.back': { run: comeBack, canRun: () => useComeBack.getState().page !== null },
    'window.switchTheme': switchTheme,
    'window.switchLanguage': switchLanguage,
  })
}
