/** The things of a project, as the window, the engine and the command line speak of them. The store turns rows into these. */
import { z } from 'zod'

export const id = z.int().positive()

export const splitName = z.enum(['train', 'val', 'test'])
export type SplitName = z.infer<typeof splitName>

/** What a person decided about an image. "Nothing decided" is null. */
export const review = z.enum(['verified', 'rejected'])
export type Review = z.infer<typeof review>

/**
 * What is known of an image, from the review and the number of boxes: "nothing here" (verifiedEmpty) and "not looked at"
 * (unlabelled) are different facts and never share a state.
 */
export const imageState = z.enum(['unlabelled', 'labelled', 'verified', 'verifiedEmpty', 'rejected'])
export type ImageState = z.infer<typeof imageState>

export function stateOfImage(decided: Review | null, annotationCount: number): ImageState {
  if (decided === 'rejected') return 'rejected'
  if (decided === 'verified') return annotationCount > 0 ? 'verified' : 'verifiedEmpty'
  return annotationCount > 0 ? 'labelled' : 'unlabelled'
}

export const root = z.object({
  id,
  path: z.string(),
  /** False when the folder is not where it was; its images then wait for a new link. */
  isPresent: z.boolean(),
  imageCount: z.int(),
})
export type Root = z.infer<typeof root>

/** How an image file stores its picture; what goes beyond a screen's colours says so to the user. */
export const encoding = z.object({
  format: z.enum(['jpeg', 'png', 'webp', 'gif', 'bmp', 'tiff', 'avif']),
  /** Of one value. */
  bits: z.int().positive(),
  isFloat: z.boolean(),
  bands: z.int().positive(),
  isCmyk: z.boolean(),
  /** Pages or frames; the first is used. */
  pages: z.int().positive(),
})
export type Encoding = z.infer<typeof encoding>

/** The error of an image whose file is gone: the one fault that a user mends by bringing the file back. */
export const missingReason = 'the file is not there any more'

export const image = z.object({
  id,
  rootId: id,
  /** Relative to its root, with `/` and with its extension: this is the image's identity. */
  path: z.string(),
  /** Size of the upright image, after the EXIF orientation; null until the header was read. */
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  /** EXIF orientation 1..8; 5..8 swap the sides of the stored picture. */
  orientation: z.int().min(1).max(8),
  /** Null until the header was read. */
  encoding: encoding.nullable(),
  /** Unix time of the file's last change in milliseconds, as the scan saw it. */
  modifiedAt: z.int().nullable(),
  review: review.nullable(),
  state: imageState,
  split: splitName.nullable(),
  /** A person fixed the part: dealing the images anew leaves it. */
  isSplitLocked: z.boolean(),
  annotationCount: z.int(),
  /** What a model proposes and nobody has decided about. */
  proposalCount: z.int(),
  /** Boxes were changed after a person had verified the image. */
  isChangedSinceReview: z.boolean(),
  note: z.string(),
  /** Why the file cannot be used, in words; null for a sound file. */
  error: z.string().nullable(),
})
export type Image = z.infer<typeof image>

export const category = z.object({
  id,
  name: z.string().min(1),
  /** #rrggbb */
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  /** A digit key, or null. */
  hotkey: z.string().nullable(),
  /** Place in exported class lists, from 0. Permanent ids do not change with it. */
  position: z.int(),
})
export type Category = z.infer<typeof category>

export const annotationOrigin = z.enum(['human', 'import', 'model'])
export type AnnotationOrigin = z.infer<typeof annotationOrigin>

/** KITTI's levels: 0 visible, 1 partly, 2 largely occluded, 3 unknown. */
export const occlusion = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
export type Occlusion = z.infer<typeof occlusion>

export const jsonObject = z.record(z.string(), z.json())
export type JsonObject = z.infer<typeof jsonObject>

export const annotation = z
  .object({
    id,
    imageId: id,
    /** Null only for an ignore region that belongs to no class (KITTI's DontCare). */
    categoryId: id.nullable(),
    x1: z.number(),
    y1: z.number(),
    x2: z.number(),
    y2: z.number(),
    difficult: z.boolean(),
    /** Part of the object outside the image, 0..1; null when nobody said. */
    truncated: z.number().min(0).max(1).nullable(),
    occluded: occlusion.nullable(),
    /** Neither object nor background: left out of training, and detections in it are not counted as wrong. */
    ignore: z.boolean(),
    origin: annotationOrigin,
    /** Confidence of the model that proposed the box; null for a person's. */
    score: z.number().nullable(),
    /** What the source format holds beyond this model, kept to be written back. */
    extras: jsonObject.nullable(),
    note: z.string(),
    /** Drawing order: higher ones lie above; among equals the newer one. */
    z: z.int(),
    /** A locked box can be selected, but is neither moved, changed nor deleted by hand until it is unlocked. */
    locked: z.boolean(),
    /** Findings of the rule checks about this box that a person looked at and left as they are (shared/rules.ts). */
    dismissedChecks: z.array(z.string().max(100)),
    /** Taken over from another image, and not touched by a person since: nobody has judged it here yet. */
    copied: z.boolean(),
    /** Unix time in milliseconds. */
    updatedAt: z.int(),
  })
  .refine((a) => a.categoryId !== null || a.ignore, 'only an ignore region may be without a class')
export type Annotation = z.infer<typeof annotation>

/** One box before and after; null where it is not there. */
export const annotationChange = z.object({ before: annotation.nullable(), after: annotation.nullable() })

const proposalState = z.enum(['open', 'accepted', 'rejected'])

/** A box that a model proposes. It is no label until a person accepts it. */
export const proposal = z.object({
  id,
  imageId: id,
  categoryId: id,
  x1: z.number(),
  y1: z.number(),
  x2: z.number(),
  y2: z.number(),
  /** How sure the model is, 0..1. */
  score: z.number().min(0).max(1),
  /** The model's name, which stays when its run is removed. */
  model: z.string(),
  /** Null for the detector that Boxwright brings with it. */
  runId: id.nullable(),
  state: proposalState,
  /** The box that it became. */
  annotationId: id.nullable(),
  /** Unix time in milliseconds. */
  proposedAt: z.int(),
})
export type Proposal = z.infer<typeof proposal>

/** What was decided about a proposal: accepted as this box, or rejected. */
export const proposalDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept'), id, annotationId: id }),
  z.strictObject({ kind: z.literal('reject'), id }),
])
export type ProposalDecision = z.infer<typeof proposalDecision>

/** How lists of images are ordered: as their files, by what the model is unsure about, by difference from what is labelled. */
export const imageOrder = z.enum(['file', 'unsure', 'different'])
export type ImageOrder = z.infer<typeof imageOrder>

/** What a box drawn by hand says beyond its place and class. */
export const blankAnnotation = {
  difficult: false,
  truncated: null,
  occluded: null,
  ignore: false,
  origin: 'human',
  score: null,
  extras: null,
  note: '',
  z: 0,
  locked: false,
  dismissedChecks: [] as string[],
  copied: false,
} as const satisfies Partial<Annotation>

export const projectInfo = z.object({
  path: z.string(),
  name: z.string(),
  schemaVersion: z.int(),
  roots: z.array(root),
  imageCount: z.int(),
  brokenImageCount: z.int(),
  annotationCount: z.int(),
  states: z.record(imageState, z.int()),
  splits: z.object({ train: z.int(), val: z.int(), test: z.int(), none: z.int() }),
  runCount: z.int(),
  /** Unix time of the last edit in milliseconds; null in a new project. */
  savedAt: z.int().nullable(),
})
export type ProjectInfo = z.infer<typeof projectInfo>

export const jobKind = z.enum([
  'scan',
  'tiles',
  'demo',
  'import',
  'export',
  'measure',
  'compare',
  'train',
  'folds',
  'search',
  'ensemble',
  'evaluate',
  'predict',
  'propose',
  'order',
  'report',
  'exportModel',
])
export type JobKind = z.infer<typeof jobKind>
export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'])
export type JobState = z.infer<typeof jobState>

export const progress = z.object({
  /** Done part, 0..1; null while it cannot be known. */
  value: z.number().min(0).max(1).nullable(),
  /** What is being done, in English; the window translates the known ones by `phase`. */
  title: z.string(),
  phase: z.string(),
  /** Seconds still to go; null while it cannot be known. */
  secondsLeft: z.number().nullable(),
})
export type Progress = z.infer<typeof progress>

export const plainError = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

export const job = z.object({
  id,
  kind: jobKind,
  state: jobState,
  progress,
  /** What the job found; its shape depends on the kind (see shared/reports.ts). */
  result: z.json().nullable(),
  error: plainError.nullable(),
  createdAt: z.int(),
  endedAt: z.int().nullable(),
})
export type Job = z.infer<typeof job>

export function isJobOver(state: JobState): boolean {
  return state !== 'queued' && state !== 'running'
}
