/** Commands of the list of findings in Images. */
import type { CommandTable } from '../command.ts'

export const checksCommands = {
  next: { group: 'review', keys: ['ArrowDown', 'Q'], repeats: true },
  previous: { group: 'review', keys: ['ArrowUp'], repeats: true },
  fix: { group: 'review', keys: ['F'] },
  dismiss: { group: 'review', keys: ['Shift+F'] },
  open: { group: 'images', keys: ['Enter'] },
} as const satisfies CommandTable
