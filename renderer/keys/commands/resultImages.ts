/** Commands of the images of an evaluation: from one to the next, and what is drawn over them. */
import type { CommandTable } from '../command.ts'

export const resultImagesCommands = {
  next: { group: 'images', keys: ['D', 'ArrowDown'], repeats: true },
  previous: { group: 'images', keys: ['A', 'ArrowUp'], repeats: true },
  open: { group: 'images', keys: ['E'] },
  how: { group: 'images', keys: ['H'] },
  outcome: { group: 'view', keys: ['1'] },
  heat: { group: 'view', keys: ['2'] },
  cells: { group: 'view', keys: ['3'] },
  learned: { group: 'view', keys: ['4'] },
  raw: { group: 'view', keys: ['5'] },
  suppression: { group: 'view', keys: ['6'] },
  labels: { group: 'view', keys: ['L'] },
  detections: { group: 'view', keys: ['M'] },
  found: { group: 'view', keys: ['R'] },
  names: { group: 'view', keys: ['T'] },
  fit: { group: 'view', keys: ['Ctrl+F'] },
  zoomIn: { group: 'view', keys: ['+', 'Ctrl++'], repeats: true },
  zoomOut: { group: 'view', keys: ['-', 'Ctrl+-'], repeats: true },
  nextScale: { group: 'view', keys: ['S'] },
  stepOn: { group: 'boxes', keys: ['.'], repeats: true },
  stepBack: { group: 'boxes', keys: [','], repeats: true },
} as const satisfies CommandTable
