/** A run's detector with its best weights as one frozen graph: images in, boxes and class probabilities out. */
import type { RestoredDetector } from '../detector/loadDetector.ts'
import { predictStepOf } from '../detector/trainStep.ts'
import { type FrozenGraph, freeze } from '../tensorflow/frozenGraph.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { foldScales } from './foldScales.ts'

/** images [batch, size, size, 3] of 0..255 → boxes [batch, anchors, 4] in network pixels, probabilities [batch, anchors, classes] */
export function freezeDetector({ detector, info, tensors }: RestoredDetector): FrozenGraph {
  const { size } = info.settings
  const predict = predictStepOf(detector)
  const images = tf.zeros([1, size, size, 3]) as Tensor
  try {
    return foldScales(freeze((input) => predict({ images: input }, tensors).outputs, images))
  } finally {
    images.dispose()
  }
}
