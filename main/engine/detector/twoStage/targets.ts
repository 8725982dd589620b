/** From the labels of a batch to what one step of the two-stage detector needs of them. */
import type { Random } from '../../../../shared/random.ts'
import { type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { regionLabels } from '../regions/targets.ts'
import { type AnchorAssignment, assignAnchors, sampleAnchors } from './assignAnchors.ts'
import { anchorSamples, proposalCount } from './config.ts'
import { fixedProposals } from './fixedProposals.ts'

export type TargetShape = {
  /** x1, y1, x2, y2 in network pixels; length 4 x rows */
  readonly anchors: Float32Array
  readonly size: number
  /** For the labels of each picture; further ones are left out, evenly at random. */
  readonly room: number
  /** True where the loss must be a function of the weights alone. */
  readonly hasFixedProposals: boolean
}

/** The tensors of `AnchorTargets` and `RegionLabels`, and `proposals` where they are fixed. */
export function targetsOf(
  labels: readonly NetworkBoxes[],
  { anchors, size, room, hasFixedProposals }: TargetShape,
  random: Random,
): TensorMap {
  const drawn = labels.map((own) => sampleAnchors(assignAnchors(anchors, own), anchorSamples, random))
  return {
    ...anchorTargets(drawn, labels, anchors),
    ...regionLabels(labels, { room, proposals: proposalCount }, random),
    ...(hasFixedProposals && { proposals: fixedProposals(labels, { anchors, size }, random) }),
  }
}

function anchorTargets(
  drawn: readonly AnchorAssignment[],
  labels: readonly NetworkBoxes[],
  anchors: Float32Array,
): TensorMap {
  const places = drawn.length * anchorSamples
  const rows = new Int32Array(places)
  const [weights, objects] = [new Float32Array(places), new Float32Array(places)]
  const [own, wanted] = [new Float32Array(places * 4), new Float32Array(places * 4)]
  for (const [picture, assignment] of drawn.entries()) {
    const boxes = new Map(assignment.objects.map(({ row, box }) => [row, box]))
    for (const [index, row] of [...boxes.keys(), ...assignment.background].entries()) {
      const place = picture * anchorSamples + index
      const anchor = anchors.subarray(row * 4, row * 4 + 4)
      const box = boxes.get(row)
      rows[place] = (picture * anchors.length) / 4 + row
      weights[place] = 1
      objects[place] = box === undefined ? 0 : 1
      own.set(anchor, place * 4)
      wanted.set(box === undefined ? anchor : labels[picture]!.boxes.subarray(box * 4, box * 4 + 4), place * 4)
    }
  }
  return {
    anchorRows: tf.tensor1d(rows, 'int32'),
    anchorWeights: tf.tensor1d(weights),
    anchorObjects: tf.tensor1d(objects),
    anchorBoxes: tf.tensor2d(own, [places, 4]),
    anchorLabels: tf.tensor2d(wanted, [places, 4]),
  }
}
