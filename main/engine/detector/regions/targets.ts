/** From the labels of a batch to what a detector that looks at regions needs of them (`RegionLabels` of sampleRegions.ts). */
import type { Random } from '../../../../shared/random.ts'
import type { ResolvedTrainSettings } from '../../../../shared/trainSettings.ts'
import { type TensorMap, tf } from '../../tensorflow/tensorflow.ts'
import type { NetworkBoxes } from '../networkBoxes.ts'
import { unusedLabel } from './sampleRegions.ts'

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
