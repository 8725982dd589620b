/** The part of the contract for labelling with a model: proposals, what becomes of them, and what to label next. */
import { z } from 'zod'
import { filterText as filter, jobStarted, nothing } from './callShapes.ts'
import { classTarget } from './exchange/classMapping.ts'
import { id, imageOrder, proposal } from './model.ts'

/** A detector that can propose boxes: a run of the project, or, where `runId` is null, the one that Boxwright brings. */
export const assistantModel = z.object({
  runId: id.nullable(),
  /** What its proposals and the history of boxes call it. */
  name: z.string(),
  /** The classes it knows, and what each becomes in the project unless the user says otherwise. */
  classes: z.array(z.object({ name: z.string(), target: classTarget })),
})
export type AssistantModel = z.infer<typeof assistantModel>

export const proposeSettings = z.strictObject({
  runId: id.nullable(),
  /** Images of this filter, or these. Broken and rejected ones are left out, verified ones too unless they are named. */
  filter: filter.optional(),
  imageIds: z.array(id).optional(),
  /** What the model is less sure of is not proposed. */
  confidence: z.number().min(0).max(1).default(0.3),
  /** A box of the same class that overlaps at least this much counts as the one that would be proposed. */
  presentIou: z.number().min(0).max(1).default(0.5),
  /** By the name of the model's class; others become what they usually would. */
  classes: z.record(z.string(), classTarget).default({}),
})
export type ProposeSettings = z.infer<typeof proposeSettings>

/** What a proposing job found. */
export const proposeReport = z.object({
  model: z.string(),
  images: z.int(),
  proposals: z.int(),
  imagesWithProposals: z.int(),
  perClass: z.record(z.string(), z.int()),
  /** Not proposed: labelled already, or rejected before. */
  present: z.int(),
  rejectedBefore: z.int(),
  /** Not proposed: of classes that are left out. */
  leftOut: z.int(),
  newCategories: z.array(z.string()),
  unreadable: z.array(z.string()),
})
export type ProposeReport = z.infer<typeof proposeReport>

/** Why an image is offered early in an order. */
export const orderReason = z.object({
  imageId: id,
  /** Of the detection the model is least sure about: its class, its probability, and what it may be instead (null: nothing). */
  unsure: z.object({ name: z.string(), score: z.number(), rival: z.string().nullable(), model: z.string() }).nullable(),
  /** How different it is from what is labelled and from what comes before it, 0..1; null when it was not looked at. */
  difference: z.number().nullable(),
})
export type OrderReason = z.infer<typeof orderReason>

export const assistantCalls = {
  'assistant.models': { request: nothing, response: z.array(assistantModel) },
  'proposals.start': { request: proposeSettings, response: jobStarted },
  /** Those that nobody has decided about yet, the surest first. */
  'proposals.ofImage': { request: z.strictObject({ imageId: id }), response: z.array(proposal) },
  /** How many are open in the images of the filter, at least this sure. */
  'proposals.count': {
    request: z.strictObject({ filter, confidence: z.number().min(0).max(1).default(0) }),
    response: z.object({ proposals: z.int(), images: z.int() }),
  },
  /** Decides about all open proposals of the filter's images that are at least (accept) or less (reject) sure than this, in one step. */
  'proposals.decide': {
    request: z.strictObject({
      filter,
      decision: z.enum(['accept', 'reject']),
      confidence: z.number().min(0).max(1),
      presentIou: z.number().min(0).max(1).default(0.5),
    }),
    response: z.object({ boxes: z.int(), images: z.int(), present: z.int() }),
  },
  /** Looks at pictures and at what the model is unsure about, so that the images can be listed in that order. */
  'assistant.order': {
    request: z.strictObject({ order: imageOrder.exclude(['file']), runId: id.nullable().default(null) }),
    response: jobStarted,
  },
  'assistant.reasons': { request: z.strictObject({ imageIds: z.array(id).max(500) }), response: z.array(orderReason) },
} as const
