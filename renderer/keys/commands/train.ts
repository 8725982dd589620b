/** Commands of the Train activity. */
import type { CommandTable } from '../command.ts'

export const trainCommands = {} as const satisfies CommandTable
