/** Commands of the Results activity: what can be decided about the crop in hand. */
import type { CommandTable } from '../command.ts'

export const resultsCommands = {
  accept: { group: 'review', keys: ['1'] },
  keep: { group: 'review', keys: ['2'] },
  edit: { group: 'review', keys: ['E'] },
  skip: { group: 'review', keys: ['S'] },
  undo: { group: 'review', keys: ['Ctrl+Z'] },
} as const satisfies CommandTable
