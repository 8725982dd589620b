/** Commands that work everywhere in the window. */
import type { CommandTable } from '../command.ts'

export const windowCommands = {
  palette: { group: 'window', keys: ['Ctrl+K', 'Ctrl+Shift+P'], labelImg: ['Ctrl+K'] },
  preferences: { group: 'window', keys: ['Ctrl+,'] },
  help: { group: 'window', keys: ['F1', '?'] },
  openFolder: { group: 'window', keys: ['Ctrl+U'] },
  openProject: { group: 'window', keys: ['Ctrl+O'] },
  closeProject: { group: 'window', keys: [], labelImg: ['Ctrl+W'] },
  quit: { group: 'window', keys: ['Ctrl+Q'] },
  save: { group: 'window', keys: ['Ctrl+S'] },
  showImages: { group: 'window', keys: ['Ctrl+1'] },
  showAnnotate: { group: 'window', keys: ['Ctrl+2'] },
  showTrain: { group: 'window', keys: ['Ctrl+3'] },
  showResults: { group: 'window', keys: ['Ctrl+4'] },
  showHow: { group: 'window', keys: ['Ctrl+5'] },
  back: { group: 'window', keys: ['Alt+ArrowLeft'] },
  switchTheme: { group: 'window', keys: [] },
  switchLanguage: { group: 'window', keys: [] },
} as const satisfies CommandTable
