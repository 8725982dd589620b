/** Commands of the Images activity. */
import type { CommandTable } from '../command.ts'

export const imagesCommands = {
  addFolder: { group: 'images', keys: [] },
  find: { group: 'images', keys: ['/'] },
  import: { group: 'images', keys: ['Ctrl+I'], labelImg: ['Ctrl+Shift+O'] },
  export: { group: 'images', keys: ['Ctrl+Shift+E'], labelImg: ['Ctrl+R'] },
} as const satisfies CommandTable
