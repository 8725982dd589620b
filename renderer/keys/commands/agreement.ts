/** Commands of the page that compares labels with labels, in Images. */
import type { CommandTable } from '../command.ts'

export const agreementCommands = {
  next: { group: 'images', keys: ['D', 'ArrowDown'], repeats: true },
  previous: { group: 'images', keys: ['A', 'ArrowUp'], repeats: true },
  nextBox: { group: 'boxes', keys: ['.'], repeats: true },
  previousBox: { group: 'boxes', keys: [','], repeats: true },
  keepLabelling: { group: 'review', keys: ['1'] },
  keepProject: { group: 'review', keys: ['2'] },
  takeBox: { group: 'boxes', keys: ['T'] },
  open: { group: 'images', keys: ['Enter'] },
  fit: { group: 'view', keys: ['Ctrl+F'] },
} as const satisfies CommandTable
