/**
 * The two-stage detector: a network that proposes regions on the neck's maps, and a second head that looks at each of them (Ren et
 * al., "Faster R-CNN", 2015; on a pyramid: Lin et al., "Feature pyramid networks", 2017). Both stages learn together in one step.
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each proposal.
 *
 * Reading order: ../regions/offsets → regionProposal → assignAnchors → targets → proposals → ../regions/sampleRegions → ../regions/roiAlign →
 * secondHead → loss, ../regions/loss → ../regions/decodeRegions.
 */
import { isSecondOrder } from '../../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { findAnchors } from '../anchors.ts'
import { backboneOf } from '../backbone.ts'
import { strides } from '../config.ts'
import type { Family } from '../family.ts'
import { anchorBoxes, buildGrid } from '../grid.ts'
import { scaleInput } from '../inputScaling.ts'
import type { Pass } from '../layers.ts'
import { mapsByName, mapsIn } from '../mapsByName.ts'
import { buildNeck, type FeatureMaps, mapsOfBoth } from '../neck.ts'
import { decodeRegions } from '../regions/decodeRegions.ts'
import { regionLosses } from '../regions/loss.ts'
import { proposedBoxes } from '../regions/proposedBoxes.ts'
import { type RegionLabels, sampleRegions } from '../regions/sampleRegions.ts'
import { labelRoom } from '../regions/targets.ts'
import { proposalCount } from './config.ts'
import { insideOfTwoStage } from './inside.ts'
import { type AnchorTargets, proposalLosses } from './loss.ts'
import { proposeRegions } from './proposals.ts'
import { buildRegionProposal } from './regionProposal.ts'
import { buildSecondHead, secondHeadDropout } from './secondHead.ts'
import { targetsOf } from './targets.ts'

export const fasterRcnn: Family = {
  strides,
  anchorsFor: (sizes, { anchorsPerScale, seed }) => findAnchors(sizes, anchorsPerScale, seed),
  build: (builder, { settings, classes, anchors, pretrained, scaling }) => {
    const { size, neckChannels: channels, anchorsPerScale: anchorsPerCell } = settings
    const backbone = backboneOf(builder, pretrained, settings)
    const neck = buildNeck(builder, backbone, settings)
    const propose = buildRegionProposal(builder, { channels, anchorsPerCell })
    const secondHead = buildSecondHead(builder, { channels, classes })
    const grid = buildGrid(size, anchors)
    const hasFixedProposals = isSecondOrder(settings.optimizer)
    const boxes = anchorBoxes(grid)
    const references = () => tf.tensor2d(boxes, [boxes.length / 4, 4]) as Tensor
    const proposed = (output: Tensor) => proposeRegions(output, references(), size)
    const backboneMaps = (images: Tensor, pass: Pass) => backbone.run(scaleInput(images, scaling), pass)
    const features = (images: Tensor, pass: Pass) => neck(backboneMaps(images, pass), pass)
    const firstStage = (images: Tensor, pass: Pass) => {
      const maps = features(images, pass)
      return { maps, output: propose(maps, pass) } // output: [batch, anchors, 5]
    }
    return {
      rows: proposalCount,
      areRowsRanked: true,
      dropout: secondHeadDropout,
      roomFor: labelRoom,
      targetsOf: (labels, room, random) => targetsOf(labels, { anchors: boxes, size, room, hasFixedProposals }, random),
      learning: {
        inputs: (images, _, pass) => mapsByName(features(images, pass)),
        losses: (inputs, targets, pass, classFactors) => {
          const maps = mapsIn<FeatureMaps>(inputs)
          const output = propose(maps, pass)
          const regions = sampleRegions(targets.proposals ?? proposed(output), targets as unknown as RegionLabels)
          const second = secondHead(maps, regions.boxes, pass)
          return {
            ...proposalLosses(output, targets as unknown as AnchorTargets, settings),
            ...regionLosses(second, regions, settings, classFactors),
          }
        },
        head: ['proposal/', 'regions/'],
        still: (inputs, pass) => ({ proposals: proposed(propose(mapsIn<FeatureMaps>(inputs), pass)) }),
      },
      predict: (images, pass) => {
        const { maps, output } = firstStage(images, pass)
        const proposals = proposed(output) // [batch, proposals, 5]
        const regions = proposedBoxes(proposals)
        return decodeRegions(secondHead(maps, regions, pass), proposals, size)
      },
      inside: insideOfTwoStage({
        grid,
        maps: mapsOfBoth(backboneMaps, neck),
        features,
        propose,
        secondHead,
        anchors: boxes,
        references,
        settings,
      }),
    }
  },
}
