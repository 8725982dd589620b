/**
 * The one-stage detector with default boxes on maps of many scales and one softmax over background and classes (Liu et al., "SSD:
 * Single shot multibox detector", 2016).
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each default box of each cell of seven maps.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { positiveRoom } from '../assignment.ts'
import type { Family } from '../family.ts'
import { scaleInput } from '../inputScaling.ts'
import { defaultBoxes, gridOfDefaultBoxes, priorsOfGrid, ssdStrides } from './defaultBoxes.ts'
import { buildSsdHead } from './head.ts'
import { type SsdOutput, ssdLosses } from './loss.ts'
import { matchBoxes } from './match.ts'
import { decodeOffsets } from './offsets.ts'
import { type SsdTargets, targetsOf } from './targets.ts'
import { buildTrunk } from './trunk.ts'

export const ssd: Family = {
  strides: ssdStrides,
  anchorsFor: (sizes, { size }) => defaultBoxes(sizes, size),
  build: (builder, shape) => {
    const { settings, anchors, scaling } = shape
    const trunk = buildTrunk(builder, shape)
    const head = buildSsdHead(builder, trunk, shape)
    const grid = gridOfDefaultBoxes(settings.size, anchors)
    const priors = priorsOfGrid(grid)
    return {
      rows: grid.length,
      dropout: { places: 0, channels: 0 },
      roomFor: (labels, resolved) =>
        positiveRoom(
          labels.map((own) => matchBoxes(grid, own).rows.length),
          resolved,
        ),
      targetsOf: (labels, room, random) => targetsOf(labels, { grid, priors, room }, random),
      losses: (images, targets, pass, classFactors) =>
        ssdLosses(
          head(trunk.run(scaleInput(images, scaling), pass), pass),
          targets as unknown as SsdTargets,
          settings,
          classFactors,
        ),
      predict: (images, pass) => {
        const { offsets, scores } = head(trunk.run(scaleInput(images, scaling), pass), pass)
        return { boxes: decodeOffsets(offsets, priors), probabilities: withoutBackground(scores) }
      },
      inside: null,
    }
  },
}

function withoutBackground(scores: SsdOutput['scores']): Tensor {
  const probabilities = tf.softmax(scores as never) as Tensor // [batch, priors, 1 + classes]
  return probabilities.slice([0, 0, 1], [-1, -1, -1]) // [batch, priors, classes]
}
