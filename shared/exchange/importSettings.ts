/** How label files are brought in. */
import { z } from 'zod'
import { importFormat } from '../reports.ts'
import { classTarget } from './classMapping.ts'

/**
 * What becomes of images that have boxes already. `keep`: the new boxes come beside them, the same box not twice.
 * `skip`: such images stay as they are. `replace`: their boxes go, except locked ones and those that are the same. `apart`: all
 * stay as they are; the new boxes are kept as a second labelling, to be compared with them (labellingCalls.ts).
 */
export const mergeRule = z.enum(['keep', 'skip', 'replace', 'apart'])
export type MergeRule = z.infer<typeof mergeRule>

/** Whether the parts of the source become the parts of the images: of those without one, or of all that are not locked. */
export const splitTaking = z.enum(['fill', 'overwrite', 'ignore'])
export type SplitTaking = z.infer<typeof splitTaking>

export const importSettings = z.strictObject({
  labels: z.string().min(1),
  format: z.union([importFormat, z.literal('auto')]),
  dryRun: z.boolean(),
  merge: mergeRule.default('keep'),
  splits: splitTaking.default('fill'),
  /** By the name in the label files; classes that are not named here go the usual way. */
  classes: z.record(z.string(), classTarget).default({}),
  /** See formats/format.ts. */
  vocCoordinates: z.enum(['asIs', 'oneBased']).default('asIs'),
})
export type ImportSettings = z.infer<typeof importSettings>
