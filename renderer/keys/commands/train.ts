/** Commands of the Train activity. */
import type { CommandTable } from '../command.ts'

export const trainCommands = {
  start: { group: 'window', keys: ['Ctrl+Enter'] },
  search: { group: 'window', keys: ['Shift+S'] },
  pause: { group: 'window', keys: ['P'] },
  finish: { group: 'window', keys: ['Shift+P'] },
  exportModel: { group: 'images', keys: ['E'] },
} as const satisfies CommandTable
