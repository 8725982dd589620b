/**
 * The part of the contract for labels checked against labels: control images, whose right labels are hidden until somebody
 * has labelled them anew, and second labellings, which somebody else made of the same images.
 */
import { z } from 'zod'
import { done, filterText, nothing } from './callShapes.ts'
import { id, imageState } from './model.ts'

export const labellingKind = z.enum(['control', 'second'])
export type LabellingKind = z.infer<typeof labellingKind>

/** Whose labels an image keeps: those of the labelling (of control images the hidden ones), or the project's as they are. */
export const labellingVerdict = z.enum(['labelling', 'project'])
export type LabellingVerdict = z.infer<typeof labellingVerdict>

export const labelling = z.object({
  id,
  kind: labellingKind,
  name: z.string(),
  /** Unix time in milliseconds. */
  createdAt: z.int(),
  images: z.int(),
  /** Images that are not labelled in the project (yet, or anew). Which control images they are is not told. */
  waiting: z.int(),
  /** Images that can be compared and about which nobody has decided. */
  open: z.int(),
  decided: z.int(),
})
export type Labelling = z.infer<typeof labelling>

export const comparedImage = z.object({
  id,
  imageId: id,
  path: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  state: imageState,
  verdict: labellingVerdict.nullable(),
})
export type ComparedImage = z.infer<typeof comparedImage>

/** Boxes by columns; `boxes` has four numbers each, category 0 is that of ignore regions without a class. */
export const labelColumns = z.object({
  /** Of the project's boxes those of the annotations, as long as nobody has decided. */
  ids: z.array(id),
  imageIds: z.array(id),
  categoryIds: z.array(z.int()),
  boxes: z.array(z.number()),
  ignore: z.array(z.boolean()),
})
export type LabelColumns = z.infer<typeof labelColumns>

export const labellingComparison = z.object({
  images: z.array(comparedImage),
  labelling: labelColumns,
  /** As the labels are, or, of images that were decided about, as they were then. */
  project: labelColumns,
})
export type LabellingComparison = z.infer<typeof labellingComparison>

export const usualControlShare = 0.1

export const labellingCalls = {
  'labellings.list': { request: nothing, response: z.array(labelling) },
  /** Images that are not labelled in the project are not part of it: nobody looked there, and a hidden one stays secret. */
  'labellings.compare': { request: z.strictObject({ id }), response: labellingComparison },
  /** One step: the labels of the side that is not kept stay with the labelling, to be looked up. */
  'labellings.decide': {
    request: z.strictObject({ comparedIds: z.array(id).min(1).max(100_000), verdict: labellingVerdict }),
    response: z.object({ images: z.int(), boxes: z.int() }),
  },
  /**
   * Of a second labelling: its box becomes the project's, in the place of one where there is one. Without a box of the
   * labelling the project's goes. One step of the image.
   */
  'labellings.takeBox': {
    request: z
      .strictObject({ comparedId: id, keptId: id.nullable(), annotationId: id.nullable() })
      .refine(({ keptId, annotationId }) => keptId !== null || annotationId !== null, 'no box is named'),
    response: done,
  },
  /**
   * What most labellers say becomes the project's labels, in one step: of labelled images that at least two second
   * labellings speak of and about which nobody has decided. A dry run only counts.
   */
  'labellings.majority': {
    request: z.strictObject({ iou: z.number().gt(0).lt(1).default(0.5), dryRun: z.boolean().default(false) }),
    response: z.object({
      /** The project among them; 0 where there is nothing to vote about. */
      labellings: z.int(),
      images: z.int(),
      things: z.int(),
      /** Krippendorff's, of all labellings. */
      alpha: z.number().nullable(),
      added: z.int(),
      relabelled: z.int(),
      removed: z.int(),
      /** Things about which no more than half say the same: they stay as they are. */
      divided: z.int(),
      /** Boxes of the project that would change and are locked: they stay, too. */
      locked: z.int(),
    }),
  },
  /** Forgets a labelling and what was found by it; refused with `conflict` while it hides labels of the project. */
  'labellings.remove': { request: z.strictObject({ id }), response: z.object({ images: z.int() }) },

  /**
   * Hides the labels of a part of the verified images of the filter, chosen by chance, in one step. A dry run only counts.
   * `share` is the part of those images, `seed` repeats a choice.
   */
  'control.choose': {
    request: z.strictObject({
      filter: filterText.default(''),
      share: z.number().gt(0).max(1).default(usualControlShare),
      seed: z.int().optional(),
      dryRun: z.boolean().default(false),
    }),
    response: z.object({
      /** Null after a dry run. */
      labellingId: id.nullable(),
      /** Verified images that the choice was made among. */
      candidates: z.int(),
      images: z.int(),
      boxes: z.int(),
      /** Other images without labels: among them the chosen ones do not stand out. */
      unlabelled: z.int(),
    }),
  },
  /** The images of the labelling that still wait get their labels back, in one step. */
  'control.end': { request: z.strictObject({ id }), response: z.object({ images: z.int() }) },
} as const
