/** Which detections of a model are worth proposing in an image: not what is labelled there, nor what a person rejected before. */
import { type Box, boxArea, boxIou, intersectionArea } from '../../shared/box.ts'
import type { Annotation, Proposal } from '../../shared/model.ts'

export type Detected = Box & { readonly score: number; readonly categoryId: number }
export type ImageNow = {
  readonly annotations: readonly Annotation[]
  /** All of the image, whatever was decided about them. */
  readonly proposals: readonly Proposal[]
}
export type ProposalPlan = {
  readonly fresh: readonly Detected[]
  /** Open ones, which give way to the fresh ones. */
  readonly replacedIds: readonly number[]
  readonly present: number
  readonly rejectedBefore: number
}

/** A box that lies in an ignore region by this part is neither object nor background. */
const ignoredPart = 0.5

/** @param presentIou a box of the same class that overlaps at least this much is the same object */
export function planProposals(detected: readonly Detected[], now: ImageNow, presentIou: number): ProposalPlan {
  const rejected = now.proposals.filter(({ state }) => state === 'rejected')
  const fresh: Detected[] = []
  let present = 0
  let rejectedBefore = 0
  // The surest first: where two classes of the model mean one of the project, the surer box stands for both.
  for (const box of [...detected].sort((a, b) => b.score - a.score)) {
    if (isLabelled(box, now.annotations, presentIou)) present += 1
    else if (rejected.some((other) => isSameObject(box, other, presentIou))) rejectedBefore += 1
    else if (!fresh.some((other) => isSameObject(box, other, presentIou))) fresh.push(box)
  }
  const replacedIds = now.proposals.filter(({ state }) => state === 'open').map(({ id }) => id)
  return { fresh, replacedIds, present, rejectedBefore }
}

export function isLabelled(box: Detected, annotations: readonly Annotation[], presentIou: number): boolean {
  return annotations.some((other) =>
    other.ignore ? intersectionArea(box, other) > ignoredPart * boxArea(box) : isSameObject(box, other, presentIou),
  )
}

type Classed = Box & { readonly categoryId: number | null }
const isSameObject = (a: Classed, b: Classed, iou: number): boolean =>
  a.categoryId === b.categoryId && boxIou(a, b) >= iou
