/** Commands of the Train activity. */
import type { CommandTable } from '../command.ts'

export const trainCommands = {
  pause: { group: 'window', keys: ['P'] },
  finish: { group: 'window', keys: ['Shift+P'] },
} as const satisfies CommandTable
