/** Commands of the Results activity: its pages, and what can be decided about the crop in hand. */
import type { CommandTable } from '../command.ts'

export const resultsCommands = {
  matrix: { group: 'view', keys: ['Alt+1'] },
  curves: { group: 'view', keys: ['Alt+2'] },
  images: { group: 'view', keys: ['Alt+3'] },
  suspects: { group: 'view', keys: ['Alt+4'] },
  calibration: { group: 'view', keys: ['Alt+5'] },
  compare: { group: 'view', keys: ['Alt+6'] },
  evaluate: { group: 'images', keys: ['Shift+E'] },
  report: { group: 'images', keys: ['Ctrl+Shift+R'] },
  accept: { group: 'review', keys: ['1'] },
  keep: { group: 'review', keys: ['2'] },
  ignore: { group: 'review', keys: ['3'] },
  edit: { group: 'review', keys: ['E'] },
  open: { group: 'review', keys: ['O'] },
  skip: { group: 'review', keys: ['S'] },
  undo: { group: 'review', keys: ['Ctrl+Z'] },
  select: { group: 'review', keys: ['X'] },
  selectAll: { group: 'review', keys: ['Ctrl+A'] },
  applySelected: { group: 'review', keys: ['Ctrl+Enter'] },
} as const satisfies CommandTable
