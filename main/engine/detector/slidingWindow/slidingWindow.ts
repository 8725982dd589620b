/**
 * The oldest way: windows of a few sizes slide over the picture, and each is classified by itself, background among the classes
 * (Sermanet et al., "OverFeat", 2014, where the windows share one pass of the convolutions). There is no regression: a box is never
 * better than the window that stands nearest. It is the baseline that the other families have to beat.
 *
 * In: images [batch, size, size, 3] of 0..255. Out: a row for each window. Reading order: ../regions/windows → head; sampling and the
 * loss of the classes are those of all detectors that look at regions (../regions).
 */
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { findAnchors } from '../anchors.ts'
import { backboneOf } from '../backbone.ts'
import { strides } from '../config.ts'
import type { Family } from '../family.ts'
import { scaleInput } from '../inputScaling.ts'
import type { Pass } from '../layers.ts'
import { mapsByName, mapsIn } from '../mapsByName.ts'
import { buildNeck, type FeatureMaps, mapsOfBoth } from '../neck.ts'
import { regionClassLoss } from '../regions/loss.ts'
import { type RegionLabels, sampleRegions } from '../regions/sampleRegions.ts'
import { labelRoom, regionLabels } from '../regions/targets.ts'
import { windowsOf } from '../regions/windows.ts'
import { buildWindowHead, withoutBackground } from './head.ts'
import { insideOfSlidingWindow } from './inside.ts'

export const slidingWindow: Family = {
  strides,
  anchorsFor: (sizes, { anchorsPerScale, seed }) => findAnchors(sizes, anchorsPerScale, seed),
  build: (builder, { settings, classes, anchors, pretrained, scaling }) => {
    const backbone = backboneOf(builder, pretrained, settings)
    const neck = buildNeck(builder, backbone, settings)
    const head = buildWindowHead(builder, { channels: settings.neckChannels, classes })
    const backboneMaps = (images: Tensor, pass: Pass) => backbone.run(scaleInput(images, scaling), pass)
    const windows = windowsOf(anchors, settings.size)
    const { boxes } = windows
    const rows = boxes.length / 4
    const mapsOf = (images: Tensor, pass: Pass) => neck(backboneMaps(images, pass), pass)
    const run = (images: Tensor, pass: Pass) => {
      const maps = mapsOf(images, pass)
      const placed = windowsIn(maps[2], boxes) // [batch, windows, 4]
      return { placed, scores: head(maps, placed, pass) } // scores: [batch * windows, classes + 1]
    }
    return {
      rows,
      dropout: { places: 0, channels: 0 },
      roomFor: labelRoom,
      targetsOf: (labels, room, random) => regionLabels(labels, { room, proposals: rows }, random),
      learning: {
        inputs: (images, _, pass) => mapsByName(mapsOf(images, pass)),
        losses: (inputs, targets, pass, classFactors) => {
          const labels = targets as unknown as RegionLabels
          const [batch] = labels.labelBoxes.shape as [number, number, number]
          // Of each window the fifth number says that it is there.
          const all = tf.tile(tf.tensor(withOnes(boxes), [1, rows, 5]), [batch, 1, 1]) as Tensor
          const regions = sampleRegions(all, labels)
          const scores = head(mapsIn<FeatureMaps>(inputs), regions.boxes, pass)
          return { class: regionClassLoss(scores, regions, settings, classFactors) }
        },
        head: ['windows/'],
      },
      predict: (images, pass) => {
        const { placed, scores } = run(images, pass)
        return { boxes: placed, probabilities: withoutBackground(scores, placed) }
      },
      inside: insideOfSlidingWindow({ windows, settings, run, maps: mapsOfBoth(backboneMaps, neck) }),
    }
  },
}

/** The same in every picture; as many pictures as the map has. [batch, windows, 4] */
function windowsIn(map: Tensor, boxes: Float32Array): Tensor {
  return map
    .slice([0, 0, 0, 0], [-1, 1, 1, 1])
    .reshape([map.shape[0]!, 1, 1])
    .mul(0)
    .add(tf.tensor(boxes, [1, boxes.length / 4, 4]))
}

function withOnes(boxes: Float32Array): Float32Array {
  return Float32Array.from({ length: (boxes.length / 4) * 5 }, (_, index) =>
    index % 5 === 4 ? 1 : boxes[Math.floor(index / 5) * 4 + (index % 5)]!,
  )
}
