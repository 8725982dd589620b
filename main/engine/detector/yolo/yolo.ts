/**
 * The one-stage detector whose anchors say three things each: where, whether, and what (Redmon et al., "You only look once", 2016;
 * anchors as in "YOLO9000", 2017, several scales as in "YOLOv3", 2018, assignment and decoding as in YOLOv5).
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each anchor of each cell of three grids.
 */

import type { Tensor } from '../../tensorflow/tensorflow.ts'
import { findAnchors } from '../anchors.ts'
import { positiveRoom } from '../assignment.ts'
import { backboneOf } from '../backbone.ts'
import { strides } from '../config.ts'
import type { Family } from '../family.ts'
import { buildGrid } from '../grid.ts'
import { scaleInput } from '../inputScaling.ts'
import type { Pass } from '../layers.ts'
import { mapsByName, mapsIn } from '../mapsByName.ts'
import { buildNeck, mapsOfBoth } from '../neck.ts'
import { assignBoxes } from './assign.ts'
import { decodeOutput } from './decode.ts'
import { buildHead, headDropoutPlaces } from './head.ts'
import { insideOfYolo } from './inside.ts'
import { lossesOf, type Targets } from './loss.ts'
import { targetsOf } from './targets.ts'

export const yolo: Family = {
  strides,
  anchorsFor: (sizes, { anchorsPerScale, seed }) => findAnchors(sizes, anchorsPerScale, seed),
  build: (builder, { settings, classes, anchors, pretrained, scaling }) => {
    const backbone = backboneOf(builder, pretrained, settings)
    const neck = buildNeck(builder, backbone, settings)
    const head = buildHead(builder, {
      channels: settings.neckChannels,
      anchorsPerCell: settings.anchorsPerScale,
      classes,
    })
    const grid = buildGrid(settings.size, anchors)
    const maps = (images: Tensor, pass: Pass) => backbone.run(scaleInput(images, scaling), pass)
    const features = (images: Tensor, pass: Pass) => neck(maps(images, pass), pass)
    const run = (images: Tensor, pass: Pass) => head(features(images, pass), pass) // [batch, anchors, 5 + classes]
    return {
      rows: grid.length,
      dropout: { places: headDropoutPlaces, channels: settings.neckChannels },
      roomFor: (labels, resolved) =>
        positiveRoom(
          labels.map((own) => assignBoxes(grid, own).rows.length),
          resolved,
        ),
      targetsOf: (labels, room, random) => targetsOf(labels, grid, room, random),
      learning: {
        inputs: (images, _, pass) => mapsByName(features(images, pass)),
        losses: (inputs, targets, pass, classFactors) =>
          lossesOf(head(mapsIn(inputs), pass), targets as unknown as Targets, settings, classFactors),
        head: ['head/'],
      },
      predict: (images, pass) => decodeOutput(run(images, pass), grid, settings.classLoss),
      inside: insideOfYolo({
        ...{ grid, classes, features, head, settings },
        maps: mapsOfBoth(maps, neck),
      }),
    }
  },
}
