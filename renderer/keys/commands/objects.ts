/** Commands of the loop through the boxes of an image, while it is on over the Annotate activity. */
import type { CommandTable } from '../command.ts'

export const objectsCommands = {
  next: { group: 'review', keys: ['Enter'] },
  back: { group: 'review', keys: ['Shift+Enter'] },
} as const satisfies CommandTable
