/** Commands of the Results activity: its pages, and what can be decided about the crop in hand. */
import type { CommandTable } from '../command.ts'

export const resultsCommands = {
  matrix: { group: 'view', keys: ['Alt+1'] },
  curves: { group: 'view', keys: ['Alt+2'] },
  images: { group: 'view', keys: ['Alt+3'] },
  accept: { group: 'review', keys: ['1'] },
  keep: { group: 'review', keys: ['2'] },
  edit: { group: 'review', keys: ['E'] },
  skip: { group: 'review', keys: ['S'] },
  undo: { group: 'review', keys: ['Ctrl+Z'] },
} as const satisfies CommandTable
