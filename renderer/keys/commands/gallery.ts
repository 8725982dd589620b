/** Commands of the gallery of boxes. */
import type { CommandTable } from '../command.ts'

export const galleryCommands = {} as const satisfies CommandTable
