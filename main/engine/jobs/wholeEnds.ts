/** Ends of a run that has come to the end of its own settings: nothing is left to train, and nobody cut it off. */
import type { TrainResult } from '../../../shared/workerMessages.ts'

const wholeEnds: ReadonlySet<string> = new Set([
  'epochs',
  'time',
  'patience',
  'rises',
  'settled',
] satisfies TrainResult['endReason'][])

export const isWholeEnd = (endReason: string | null): boolean => endReason !== null && wholeEnds.has(endReason)
