/** The part of the contract for searches over training settings. */
import { z } from 'zod'
import { done, jobStarted, nothing } from './callShapes.ts'
import { id } from './model.ts'
import { trialStates } from './search/halving.ts'
import { searchSettings, settingKey, settingValue } from './search/settings.ts'

export const searchTrial = z.object({
  /** From 1, within the search. */
  number: z.int().positive(),
  /** What it has that the base has not, or has otherwise. */
  values: z.partialRecord(settingKey, settingValue),
  /** Null until it has begun, and when its run was removed. */
  runId: id.nullable(),
  state: z.enum(trialStates),
  isUnderWay: z.boolean(),
  rungsDone: z.int(),
  /** The objective at the end of its last rung: all trials of a rung had as much training. */
  score: z.number().nullable(),
  /** The best figures of its run so far. */
  ap: z.number().nullable(),
  ap50: z.number().nullable(),
  epochs: z.int(),
  /** Seconds in steps and validations. */
  seconds: z.number(),
  /** Why it could not be trained. */
  error: z.string().nullable(),
})
export type SearchTrial = z.infer<typeof searchTrial>

export const searchPlan = z.object({
  resource: z.enum(['epochs', 'seconds']),
  rungs: z
    .array(z.object({ trials: z.int(), until: z.number() }))
    .min(1)
    .readonly(),
})

export const search = z.object({
  id,
  jobId: id,
  settings: searchSettings,
  plan: searchPlan,
  createdAt: z.int(),
  endedAt: z.int().nullable(),
  /** Why it ended: `done`, `time`, `cancelled`, `failed`, `interrupted`; null while it is under way. */
  endReason: z.string().nullable(),
  /** Without the time in which it stood still. */
  secondsUsed: z.number(),
  isPaused: z.boolean(),
  isResumable: z.boolean(),
  trials: z.array(searchTrial),
})
export type Search = z.infer<typeof search>

const searchStarted = jobStarted.extend({ searchId: id })

export const searchCalls = {
  /**
   * Fails with `bad-request` when the settings make no search, with `not-split` when no image validates, and with
   * `nothing-to-evaluate` when no image that does has a box.
   */
  'search.start': { request: z.strictObject({ settings: searchSettings }), response: searchStarted },
  /**
   * Goes on with a search that ended early, in the middle of a trial if need be. Fails with `conflict` when labels, classes or
   * the split changed meanwhile, and with `not-found` when nothing is left to do.
   */
  'search.resume': { request: z.strictObject({ searchId: id }), response: searchStarted },
  /** Fails with `not-found` when the search is not under way. */
  'search.order': {
    request: z.strictObject({ searchId: id, order: z.enum(['pause', 'continue']) }),
    response: done,
  },
  /** Newest first. */
  'search.list': { request: nothing, response: z.array(search) },
  'search.get': { request: z.strictObject({ id }), response: search },
  /** With the runs of its trials. */
  'search.remove': { request: z.strictObject({ id }), response: done },
} as const
