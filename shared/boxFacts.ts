/** What a step of the history can change of a box, as it was and as it became: only the fields that differ. */
import { z } from 'zod'
import { annotationOrigin, id, occlusion } from './model.ts'

export const boxFacts = z
  .object({
    categoryId: id.nullable(),
    x1: z.number(),
    y1: z.number(),
    x2: z.number(),
    y2: z.number(),
    difficult: z.boolean(),
    truncated: z.number().nullable(),
    occluded: occlusion.nullable(),
    ignore: z.boolean(),
    origin: annotationOrigin,
    score: z.number().nullable(),
    note: z.string(),
    z: z.int(),
    locked: z.boolean(),
    copied: z.boolean(),
    dismissedChecks: z.array(z.string()),
  })
  .partial()
export type BoxFacts = z.infer<typeof boxFacts>
export const factNames = Object.keys(boxFacts.shape) as (keyof BoxFacts)[]
