/** Commands of the gallery of boxes. */
import type { CommandTable } from '../command.ts'
import { classKeys } from './classKeys.ts'

export const galleryCommands = {
  open: { group: 'images', keys: ['Enter'] },
  toggle: { group: 'boxes', keys: ['Space'] },
  delete: { group: 'boxes', keys: ['Delete', 'Backspace'] },
  selectAll: { group: 'boxes', keys: ['Ctrl+A'] },
  clear: { group: 'boxes', keys: ['Escape'] },
  ...classKeys,
  left: { group: 'move', keys: ['ArrowLeft'], repeats: true },
  right: { group: 'move', keys: ['ArrowRight'], repeats: true },
  up: { group: 'move', keys: ['ArrowUp'], repeats: true },
  down: { group: 'move', keys: ['ArrowDown'], repeats: true },
  pageUp: { group: 'move', keys: ['PageUp'], repeats: true },
  pageDown: { group: 'move', keys: ['PageDown'], repeats: true },
  first: { group: 'move', keys: ['Home'], repeats: true },
  last: { group: 'move', keys: ['End'], repeats: true },
  extendLeft: { group: 'move', keys: ['Shift+ArrowLeft'], repeats: true },
  extendRight: { group: 'move', keys: ['Shift+ArrowRight'], repeats: true },
  extendUp: { group: 'move', keys: ['Shift+ArrowUp'], repeats: true },
  extendDown: { group: 'move', keys: ['Shift+ArrowDown'], repeats: true },
  extendFirst: { group: 'move', keys: ['Shift+Home'], repeats: true },
  extendLast: { group: 'move', keys: ['Shift+End'], repeats: true },
  larger: { group: 'view', keys: ['+', 'Ctrl++'], repeats: true },
  smaller: { group: 'view', keys: ['-', 'Ctrl+-'], repeats: true },
} as const satisfies CommandTable
