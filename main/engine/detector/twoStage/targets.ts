/** From the labels of a batch to what one step of the two-stage detector needs of them. */
import type { Random } from '../../../../shared/random.ts'
import type { ResolvedTrainSettings } from '../../../../shared/trainSettings.ts'
import { type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { type AnchorAssignment, assignAnchors, sampleAnchors } from './assignAnchors.ts'
import { anchorSamples, proposalCount } from './config.ts'
import { unusedLabel } from './sampleRegions.ts'

/**
 * The tensors of `AnchorTargets` and `RegionLabels`.
 * @param anchors x1, y1, x2, y2 in network pixels; length 4 x rows
 * @param room for the labels of each picture; further ones are left out, evenly at random
 */
export function targetsOf(
  labels: readonly NetworkBoxes[],
  anchors: Float32Array,
  room: number,
  random: Random,
): TensorMap {
  const drawn = labels.map((own) => sampleAnchors(assignAnchors(anchors, own), anchorSamples, random))
  return {
    ...anchorTargets(drawn, labels, anchors),
    ...regionLabels(labels, { room, proposals: proposalCount }, random),
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

/**
 * The tensors of `RegionLabels`.
 * @param proposals how many of each picture are compared with the labels
 */
export function regionLabels(
  labels: readonly NetworkBoxes[],
  { room, proposals }: { readonly room: number; readonly proposals: number },
  random: Random,
): TensorMap {
  const batch = labels.length
  const boxes = new Float32Array(batch * room * 4)
  const classes = new Int32Array(batch * room).fill(unusedLabel)
  for (const [picture, own] of labels.entries()) {
    const kept = [...own.classes.keys()]
    while (kept.length > room) kept.splice(random.below(kept.length), 1)
    for (const [place, box] of kept.entries()) {
      boxes.set(own.boxes.subarray(box * 4, box * 4 + 4), (picture * room + place) * 4)
      classes[picture * room + place] = own.classes[box]!
    }
  }
  const candidates = proposals + room
  const lots = Float32Array.from({ length: batch * candidates }, () => random.next())
  return {
    labelBoxes: tf.tensor3d(boxes, [batch, room, 4]),
    labelClasses: tf.tensor2d(classes, [batch, room], 'int32'),
    lots: tf.tensor2d(lots, [batch, candidates]),
  }
}

/** Room for the labels of a picture: those of the fullest, and of what augmentation makes of several. */
export function labelRoom(
  labels: readonly NetworkBoxes[],
  { mosaic, mixup }: Pick<ResolvedTrainSettings, 'mosaic' | 'mixup'>,
): number {
  const fullest = Math.max(1, ...labels.map(({ classes }) => classes.length))
  // A mosaic holds four pictures, most of them cut; two pictures in one have the boxes of both.
  return Math.ceil(fullest * (mosaic > 0 ? 2 : 1)) * (mixup > 0 ? 2 : 1)
}
