/** The part of the contract for what a run finds: evaluations of it, and detection in image files. */
import { z } from 'zod'
import { jobStarted, nothing } from './callShapes.ts'
import { evaluationAnswer, evaluationLabels } from './evaluationData.ts'
import { id } from './model.ts'
import { evaluablePart, evaluation } from './reports.ts'

export const resultCalls = {
  'evaluate.start': { request: z.strictObject({ runId: id, split: evaluablePart }), response: jobStarted },
  'predict.start': {
    request: z.strictObject({
      runId: id,
      paths: z.array(z.string()).min(1),
      confidence: z.number().min(0).max(1).default(0.25),
    }),
    response: jobStarted,
  },
  'results.list': { request: nothing, response: z.array(evaluation) },
  'results.data': {
    /** Figures need no probabilities, which are most of the data. */
    request: z.strictObject({ evaluationId: id, probabilities: z.boolean().default(true) }),
    response: evaluationAnswer,
  },
  /** The labels of it alone: what changes while one corrects them. */
  'results.labels': { request: z.strictObject({ evaluationId: id }), response: evaluationLabels },
} as const
