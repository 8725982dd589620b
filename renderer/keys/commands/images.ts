/** Commands of the Images activity. */
import type { CommandTable } from '../command.ts'

export const imagesCommands = {
  addFolder: { group: 'images', keys: [] },
  find: { group: 'images', keys: ['/'] },
  import: { group: 'images', keys: ['Ctrl+I'], labelImg: ['Ctrl+Shift+O'] },
  undo: { group: 'review', keys: ['Ctrl+Z'], repeats: true },
  redo: { group: 'review', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], repeats: true },
  images: { group: 'images', keys: ['Alt+1'] },
  boxes: { group: 'images', keys: ['Alt+2'] },
  classes: { group: 'images', keys: ['Alt+3'] },
  checks: { group: 'images', keys: ['Alt+4'] },
  history: { group: 'images', keys: ['Alt+5'] },
  agreement: { group: 'images', keys: ['Alt+6'] },
  thumbnailBoxes: { group: 'view', keys: ['B'] },
  selectAll: { group: 'images', keys: ['Ctrl+A'] },
  clearSelection: { group: 'images', keys: ['Escape'] },
  split: { group: 'images', keys: ['Ctrl+Shift+T'] },
  controls: { group: 'review', keys: [] },
  compareLabels: { group: 'review', keys: [] },
  assistant: { group: 'review', keys: ['Shift+P'] },
  decide: { group: 'review', keys: ['Shift+E'] },
  export: { group: 'images', keys: ['Ctrl+Shift+E'], labelImg: ['Ctrl+R'] },
} as const satisfies CommandTable
