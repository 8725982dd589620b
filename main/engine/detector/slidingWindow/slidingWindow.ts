/**
 * The oldest way: windows of a few sizes slide over the picture, and each is classified by itself, background among the classes
 * (Sermanet et al., "OverFeat", 2014, where the windows share one pass of the convolutions). There is no regression: a box is never
 * better than the window that stands nearest. It is the baseline that the other families have to beat.
 *
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each window. Reading order: windows → head.
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { findAnchors } from '../anchors.ts'
import { backboneOf } from '../backbone.ts'
import { strides } from '../config.ts'
import type { Family } from '../family.ts'
import { scaleInput } from '../inputScaling.ts'
import type { Pass } from '../layers.ts'
import { buildNeck } from '../neck.ts'
import { regionClassLoss } from '../twoStage/loss.ts'
import { type RegionLabels, sampleRegions } from '../twoStage/sampleRegions.ts'
import { labelRoom, regionLabels } from '../twoStage/targets.ts'
import { buildWindowHead } from './head.ts'
import { windowsOf } from './windows.ts'

export const slidingWindow: Family = {
  strides,
  anchorsFor: (sizes, { anchorsPerScale, seed }) => findAnchors(sizes, anchorsPerScale, seed),
  build: (builder, { settings, classes, anchors, pretrained, scaling }) => {
    const backbone = backboneOf(builder, pretrained, settings)
    const neck = buildNeck(builder, backbone, settings)
    const head = buildWindowHead(builder, { channels: settings.neckChannels, classes })
    const { boxes } = windowsOf(anchors, settings.size)
    const rows = boxes.length / 4
    /** The same in every picture; as many pictures as the maps have. */
    const windowsIn = (map: Tensor) =>
      map
        .slice([0, 0, 0, 0], [-1, 1, 1, 1])
        .reshape([map.shape[0]!, 1, 1])
        .mul(0)
        .add(tf.tensor(boxes, [1, rows, 4])) // [batch, windows, 4]
    const mapsOf = (images: Tensor, pass: Pass) => neck(backbone.run(scaleInput(images, scaling), pass), pass)
    return {
      rows,
      dropout: { places: 0, channels: 0 },
      roomFor: labelRoom,
      targetsOf: (labels, room, random) => regionLabels(labels, { room, proposals: rows }, random),
      losses: (images, targets, pass, classFactors) => {
        const labels = targets as unknown as RegionLabels
        const [batch] = labels.labelBoxes.shape as [number, number, number]
        // Of each window the fifth number says that it is there.
        const windows = tf.tile(tf.tensor(withOnes(boxes), [1, rows, 5]), [batch, 1, 1]) as Tensor
        const regions = sampleRegions(windows, labels)
        const scores = head(mapsOf(images, pass), regions.boxes, pass)
        return { class: regionClassLoss(scores, regions, settings, classFactors) }
      },
      predict: (images, pass) => {
        const maps = mapsOf(images, pass)
        const windows = windowsIn(maps[2])
        const all = tf.softmax(head(maps, windows, pass) as never) as Tensor // [batch * windows, classes + 1]
        const ofClasses = all.slice([0, 0], [-1, classes])
        return { boxes: windows, probabilities: ofClasses.reshape([windows.shape[0]!, rows, classes]) }
      },
      inside: null,
    }
  },
}

function withOnes(boxes: Float32Array): Float32Array {
  return Float32Array.from({ length: (boxes.length / 4) * 5 }, (_, index) =>
    index % 5 === 4 ? 1 : boxes[Math.floor(index / 5) * 4 + (index % 5)]!,
  )
}
