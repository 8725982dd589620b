/** The part of the contract for train, validation and test parts. */
import { z } from 'zod'
import { jobStarted, nothing } from '../callShapes.ts'
import { id, splitName } from '../model.ts'
import { splitReport } from '../reports.ts'
import { groupRule, splitSettings } from './settings.ts'

export const splitCalls = {
  /** Deals images to train, val and test in one step; a dry run only tells how they would stand. */
  'split.assign': {
    request: splitSettings.extend({ dryRun: z.boolean().default(false) }),
    response: splitReport,
  },
  /** How the images stand, and which groups lie in several parts; without a rule by that of the last dealing. */
  'split.report': { request: z.strictObject({ groups: groupRule.optional() }), response: splitReport },
  /** Sets the part of some images, or locks them in the part they have. */
  'split.set': {
    request: z.strictObject({
      ids: z.array(id),
      split: splitName.nullable().optional(),
      isLocked: z.boolean().optional(),
    }),
    response: z.object({ changed: z.int() }),
  },
  /** Brings groups that lie in several parts together again: those of the given images, or all. One step. */
  'split.mend': {
    request: z.strictObject({ groups: groupRule, imageIds: z.array(id).nullable().default(null) }),
    response: z.object({ moved: z.int(), heldByLocks: z.int() }),
  },
  /** Looks at the images that were not looked at yet, so that near copies can be told. */
  'split.compare': { request: nothing, response: jobStarted },
} as const
