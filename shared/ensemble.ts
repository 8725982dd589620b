/** Several runs that answer as one: who belongs to an ensemble, and how what they find becomes one answer. */
import { z } from 'zod'
import { id } from './model.ts'

/** `boxes`: weighted boxes fusion; `vote`: what enough members found; `nms`: the surest of overlapping boxes. */
export const fusionMethod = z.enum(['boxes', 'vote', 'nms'])
export type FusionMethod = z.infer<typeof fusionMethod>

export const fusionRanges = { iou: [0.05, 0.95], leastVotes: [0, 1] } as const
const between = ([low, high]: readonly [number, number]) => z.number().min(low).max(high)

export const fusionSettings = z.strictObject({
  method: fusionMethod.default('boxes'),
  /** Boxes of one class that overlap more than this are the same object. The default is that of the paper. */
  iou: between(fusionRanges.iou).default(0.55),
  /** Vote: the part of all weights that has to have found a box. */
  leastVotes: between(fusionRanges.leastVotes).default(0.5),
})
export type FusionSettings = z.infer<typeof fusionSettings>

/** `chosen`: runs that were there; the others train their members on samples of the training part. */
export const ensembleMethod = z.enum(['chosen', 'bagging', 'boosting'])
export type EnsembleMethod = z.infer<typeof ensembleMethod>

export const fewestMembers = 2
export const mostMembers = 20
export const usualMembers = 3

export const ensemble = z.object({
  method: ensembleMethod,
  fusion: fusionSettings,
  /** How many members it is to have. */
  size: z.int(),
  /** Those that began, in order; only who is done has a say. */
  members: z.array(z.object({ runId: id, weight: z.number(), isDone: z.boolean() })),
})
export type Ensemble = z.infer<typeof ensemble>

type Detecting = { readonly bestEpoch: number | null; readonly ensemble: Ensemble | null }

/** Whether a run can be asked what it sees: it has weights, or members that have. A cross-validation kept none. */
export function canDetect({ bestEpoch, ensemble: joined }: Detecting): boolean {
  return joined === null ? bestEpoch !== null : joined.members.some(({ isDone }) => isDone)
}
