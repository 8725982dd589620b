/**
 * Things that the model sees and nobody labelled: detections that no label accounts for. One that lies in an ignore region,
 * or over a surer detection of the same thing, is none.
 */
import { type Box, boxArea, boxIou, intersectionArea } from '../../box.ts'
import type { ConfidenceScale } from './confidenceScale.ts'
import type { Pairing } from './pairing.ts'
import type { Suspect, SuspectDetection } from './suspect.ts'

/** A detection that overlaps a label or a surer detection so much is about the same thing. */
const sameThingIou = 0.5
const ignoredPart = 0.5

export function findOverlooked({ image, confirmed, displaced }: Pairing, scale: ConfidenceScale): Suspect[] {
  const accounted = new Set([...confirmed, ...displaced].map(({ detection }) => detection))
  const seen: SuspectDetection[] = []
  return image.detections.flatMap((detection) => {
    const isRepeated = seen.some((surer) => boxIou(surer.box, detection.box) >= sameThingIou)
    seen.push(detection)
    if (accounted.has(detection) || isRepeated || isIgnored(detection.box, image.ignored)) return []
    const iou = image.labels.reduce((most, label) => Math.max(most, boxIou(label.box, detection.box)), 0)
    if (iou >= sameThingIou) return []
    const sureness = scale.sureness(detection.categoryId, detection.score)
    return [
      {
        key: `overlooked:${detection.id}`,
        kind: 'overlooked',
        imageId: image.imageId,
        score: scale.certainty(detection.categoryId, detection.score) * (1 - iou),
        ...{ label: null, detection, other: null, iou, sureness, labelProbability: 0, distance: 0 },
      },
    ]
  })
}

function isIgnored(box: Box, regions: readonly Box[]): boolean {
  return regions.some((region) => intersectionArea(box, region) > ignoredPart * boxArea(box))
}
