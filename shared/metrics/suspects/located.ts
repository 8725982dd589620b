/**
 * Boxes that lie beside their thing: the model is sure of the class, but sees it elsewhere. How much two boxes may differ
 * is told by the model's own confirmed pairs of the class: small things are drawn less exactly than large ones.
 */
import { type Box, boxCentre, boxHeight, boxWidth } from '../../box.ts'
import { classMiddles } from './classMiddles.ts'
import type { ConfidenceScale } from './confidenceScale.ts'
import type { Pairing } from './pairing.ts'
import type { Suspect } from './suspect.ts'

export function findLocated(
  { image, confirmed, displaced }: Pairing,
  scale: ConfidenceScale,
  fit: LocationFit,
): Suspect[] {
  return [...confirmed, ...displaced].map(({ label, detection, iou }) => {
    const sureness = scale.sureness(detection.categoryId, detection.score)
    return {
      key: `located:${label.id}`,
      kind: 'located',
      imageId: image.imageId,
      score: scale.certainty(detection.categoryId, detection.score) * fit.misfit(label.categoryId, iou),
      ...{ label, detection, other: null, iou, sureness, labelProbability: detection.score },
      distance: centreDistance(label.box, detection.box),
    }
  })
}

/** Between the centres, each way as a part of the mean size: the same at any scale of the picture. */
export function centreDistance(a: Box, b: Box): number {
  const [from, to] = [boxCentre(a), boxCentre(b)]
  const width = (boxWidth(a) + boxWidth(b)) / 2
  const height = (boxHeight(a) + boxHeight(b)) / 2
  return width > 0 && height > 0 ? Math.hypot((from.x - to.x) / width, (from.y - to.y) / height) : 0
}

export type LocationFit = {
  /** 0: as close as the middle pair of the class, or closer; towards 1 the further away. */
  readonly misfit: (categoryId: number, iou: number) => number
}

const usual = { value: 0.8, count: 5 }

export function locationFit(pairings: readonly Pairing[]): LocationFit {
  const confirmed = pairings.flatMap((pairing) => pairing.confirmed)
  const middleOf = classMiddles(
    confirmed.map(({ label, iou }) => [label.categoryId, iou]),
    usual,
  )
  return { misfit: (categoryId, iou) => Math.max(0, 1 - iou / middleOf(categoryId)) }
}
