/**
 * The first detector with a convolutional network (Girshick et al., "Rich feature hierarchies for accurate object detection", 2014):
 * proposals without any learning, each cut out of the picture and classified by the pretrained backbone. Slow in large, since
 * nothing is shared between proposals, but from a handful of pictures it already learns: every labelled box is an example at full size.
 *
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each proposal. Reading order: ../regions/windows → contrast → proposals →
 * head; sampling, losses and decoding are those of all detectors that look at regions (../regions).
 */
import { findAnchors } from '../anchors.ts'
import { strides } from '../config.ts'
import type { Family } from '../family.ts'
import { decodeRegions } from '../regions/decodeRegions.ts'
import { regionLosses } from '../regions/loss.ts'
import { proposedBoxes } from '../regions/proposedBoxes.ts'
import { type RegionLabels, type Regions, sampleRegions } from '../regions/sampleRegions.ts'
import { labelRoom, regionLabels } from '../regions/targets.ts'
import { windowsOf } from '../regions/windows.ts'
import { contrastProposals, cropObjects, cropSamples } from './config.ts'
import { buildCropHead, cropHeadDropout, type SeenCrops } from './head.ts'
import { insideOfRcnn } from './inside.ts'
import { proposeByContrast } from './proposals.ts'

export const rcnn: Family = {
  strides,
  anchorsFor: (sizes, { anchorsPerScale, seed }) => findAnchors(sizes, anchorsPerScale, seed),
  build: (builder, shape) => {
    const { settings, anchors } = shape
    const head = buildCropHead(builder, shape)
    const windows = windowsOf(anchors, settings.size)
    const proposals = contrastProposals * windows.counts.length
    return {
      rows: proposals,
      areRowsRanked: true,
      dropout: cropHeadDropout,
      roomFor: labelRoom,
      targetsOf: (labels, room, random) => regionLabels(labels, { room, proposals }, random),
      learning: {
        inputs: (images, targets, pass) => {
          const drawn = { regions: cropSamples, objects: cropObjects }
          const regions = sampleRegions(proposeByContrast(images, windows), targets as unknown as RegionLabels, drawn)
          return { ...regions, ...head.see(images, regions.boxes, pass) }
        },
        losses: (inputs, _, pass, classFactors) => {
          const { middle, coarse, ...regions } = inputs as unknown as SeenCrops & Regions
          return regionLosses(head.say({ middle, coarse }, regions.boxes, pass), regions, settings, classFactors)
        },
        head: ['crops/'],
      },
      predict: (images, pass) => {
        const proposed = proposeByContrast(images, windows) // [batch, proposals, 5]
        return decodeRegions(head.run(images, proposedBoxes(proposed), pass), proposed, settings.size)
      },
      inside: insideOfRcnn({ windows, settings, head }),
    }
  },
}
