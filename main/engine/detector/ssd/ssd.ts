/**
 * The one-stage detector with default boxes on maps of many scales and one softmax over background and classes (Liu et al., "SSD:
 * Single shot multibox detector", 2016).
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each default box of each cell of seven maps.
 *
 * Reading order: defaultBoxes → trunk → head → offsets → match → targets → loss → decode.
 */
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import { positiveRoom } from '../assignment.ts'
import { strides } from '../config.ts'
import type { Family, SeenMap } from '../family.ts'
import { scaleInput } from '../inputScaling.ts'
import type { Pass } from '../layers.ts'
import { mapsByName, mapsIn } from '../mapsByName.ts'
import { decodeSsd } from './decode.ts'
import { defaultBoxes, gridOfDefaultBoxes, priorsOfGrid, ssdStrides } from './defaultBoxes.ts'
import { buildSsdHead } from './head.ts'
import { insideOfSsd } from './inside.ts'
import { ssdLosses } from './loss.ts'
import { matchBoxes } from './match.ts'
import { type SsdTargets, targetsOf } from './targets.ts'
import { buildTrunk } from './trunk.ts'

export const ssd: Family = {
  strides: ssdStrides,
  anchorsFor: (sizes, { size }) => defaultBoxes(sizes, size),
  build: (builder, shape) => {
    const { settings, classes, anchors, scaling } = shape
    const trunk = buildTrunk(builder, shape)
    const head = buildSsdHead(builder, trunk, shape)
    const grid = gridOfDefaultBoxes(settings.size, anchors)
    const priors = priorsOfGrid(grid)
    const features = (images: Tensor, pass: Pass) => trunk.run(scaleInput(images, scaling), pass)
    const run = (images: Tensor, pass: Pass) => head(features(images, pass), pass)
    return {
      rows: grid.length,
      dropout: { places: 0, channels: 0 },
      roomFor: (labels, resolved) =>
        positiveRoom(
          labels.map((own) => matchBoxes(grid, own).rows.length),
          resolved,
        ),
      targetsOf: (labels, room, random) => targetsOf(labels, { grid, priors, room }, random),
      learning: {
        inputs: (images, _, pass) => mapsByName(features(images, pass)),
        losses: (inputs, targets, pass, classFactors) =>
          ssdLosses(head(mapsIn(inputs), pass), targets as unknown as SsdTargets, settings, classFactors),
        head: ['ssd/finest/', ...ssdStrides.map((_, map) => `ssd/${map}/`)],
      },
      predict: (images, pass) => decodeSsd(run(images, pass), priors),
      inside: insideOfSsd({
        ...{ grid, priors, classes, features, head, settings },
        maps: (images, pass) => seenMaps(features(images, pass)),
      }),
    }
  },
}

/** The first three are the backbone's, the others stand behind it. */
function seenMaps(maps: readonly Tensor[]): SeenMap[] {
  return maps.map((map, place) => ({ stage: place < strides.length ? 'backbone' : 'further', map }))
}
