/** The part of the contract for finding wrong labels: folds of a cross-validation, and what people decided about suspects. */
import { z } from 'zod'
import { filterText, jobStarted, nothing } from './callShapes.ts'
import { suspectKinds } from './metrics/suspects/suspect.ts'
import { annotationChange, id } from './model.ts'
import { trainSettings } from './trainSettings.ts'

/** `unseen`: a label that the model finds nothing at; it is met behind the matrix only. */
export const decisionKind = z.enum([...suspectKinds, 'unseen'])
export type DecisionKind = z.infer<typeof decisionKind>

/** The label was right; it became what the model says; it became an ignore region; a person drew it anew. */
export const verdict = z.enum(['kept', 'accepted', 'ignored', 'edited'])
export type Verdict = z.infer<typeof verdict>

const [x1, y1, x2, y2] = [z.number(), z.number(), z.number(), z.number()]
const boxWord = z.object({ categoryId: id, x1, y1, x2, y2 })
export type BoxWord = z.infer<typeof boxWord>

const decided = {
  kind: decisionKind,
  verdict,
  /** The label that was judged; null for a place without one. */
  annotationId: id.nullable(),
  /** Of a duplicate: the label beside it. */
  otherId: id.nullable(),
  /** What the label and the model said then: when either says something else, the decision is about something else. */
  label: boxWord.nullable(),
  word: boxWord.nullable(),
}
export const newDecision = z.strictObject(decided)
export type NewDecision = z.infer<typeof newDecision>

export const decision = z.object({ id, imageId: id, ...decided, decidedAt: z.int() })
export type Decision = z.infer<typeof decision>

export const fewestFolds = 2
export const mostFolds = 20
export const usualFolds = 3

export const suspectCalls = {
  /**
   * Trains a detector for every fold on the images of the others and lets it detect in its own, so that no image is judged
   * by a model that saw it. The limits of the settings hold for each fold. Without a filter: all labelled images that have a
   * part, or all when none has.
   */
  'folds.start': {
    request: z.strictObject({
      settings: trainSettings,
      folds: z.int().min(fewestFolds).max(mostFolds).default(usualFolds),
      filter: filterText.nullable().default(null),
    }),
    response: jobStarted.extend({ runId: id }),
  },
  /** Goes on after the last finished fold. Fails with `conflict` when labels or classes changed meanwhile. */
  'folds.resume': { request: z.strictObject({ runId: id }), response: jobStarted.extend({ runId: id }) },

  'suspects.decisions': { request: nothing, response: z.array(decision) },
  /** Keeps decisions together with the changes of labels that they are: one step, one undo. */
  'suspects.decide': {
    request: z.strictObject({
      steps: z
        .array(
          z.strictObject({
            imageId: id,
            changes: z.array(annotationChange),
            decision: newDecision,
          }),
        )
        .min(1)
        .max(10_000),
    }),
    /** `editId`: the step that it is in the history. */
    response: z.object({ savedAt: z.int(), editId: id }),
  },
} as const
