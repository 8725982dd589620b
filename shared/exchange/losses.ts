/** What an export loses because its format has no place for it. */
import { z } from 'zod'

export const lossKind = z.enum([
  'difficult',
  'truncated',
  'truncatedShare',
  'occluded',
  'occludedLevel',
  'ignore',
  'ignoreClass',
  'ignoreWithoutClass',
  'score',
  'note',
  'verified',
  'split',
  'emptyClasses',
  'decimals',
])
export type LossKind = z.infer<typeof lossKind>
export const loss = z.object({ kind: lossKind, count: z.int() })
export type Loss = z.infer<typeof loss>
