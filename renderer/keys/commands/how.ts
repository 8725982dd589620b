/** Commands of "How it works": its panels in the order of the course, the pictures, and the steps of a panel. */
import type { CommandTable } from '../command.ts'

export const howCommands = {
  nextPanel: { group: 'view', keys: ['ArrowDown', 'ArrowRight'], repeats: true },
  previousPanel: { group: 'view', keys: ['ArrowUp', 'ArrowLeft'], repeats: true },
  features: { group: 'view', keys: ['1'] },
  heat: { group: 'view', keys: ['2'] },
  cells: { group: 'view', keys: ['3'] },
  learned: { group: 'view', keys: ['4'] },
  raw: { group: 'view', keys: ['5'] },
  overlap: { group: 'view', keys: ['6'] },
  suppression: { group: 'view', keys: ['7'] },
  losses: { group: 'view', keys: ['8'] },
  initial: { group: 'view', keys: ['9'] },
  optimizer: { group: 'view', keys: ['0'] },
  batchNorm: { group: 'view', keys: ['B'] },
  regularisation: { group: 'view', keys: ['R'] },
  precisionRecall: { group: 'view', keys: ['P'] },
  nextImage: { group: 'images', keys: ['D'], repeats: true },
  previousImage: { group: 'images', keys: ['A'], repeats: true },
  stepOn: { group: 'boxes', keys: ['.'], repeats: true },
  stepBack: { group: 'boxes', keys: [','], repeats: true },
  play: { group: 'boxes', keys: ['Space'] },
} as const satisfies CommandTable
