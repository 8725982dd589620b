/**
 * What a window shows: the neck's maps are read within it (RoI align), and a dense layer says how much that looks like each class and
 * like background. It says nothing of where the object is: that is where the window is.
 *
 * In: the neck's maps, windows [batch, windows, 4] in network pixels. Out: scores [batch x windows, classes + 1] before the softmax,
 * background last.
 */
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import { type Builder, convolutionBlock, denseBlock, type Layer, outputConvolution, type Pass } from '../layers.ts'
import type { FeatureMaps } from '../neck.ts'
import { alignRegions } from '../regions/roiAlign.ts'
import { classProbabilities } from '../regions/scores.ts'
import { windowCells, windowChannels, windowDenseWidth } from './config.ts'

export type WindowHead = (maps: FeatureMaps, windows: Tensor, pass: Pass) => Tensor

const windowNumbers = windowCells * windowCells * windowChannels

export function buildWindowHead(
  builder: Builder,
  { channels, classes }: { readonly channels: number; readonly classes: number },
): WindowHead {
  const thin = [0, 1, 2].map((scale) =>
    convolutionBlock(builder, `windows/${scale}/thin`, { inputs: channels, outputs: windowChannels, kernel: 1 }),
  ) as [Layer, Layer, Layer]
  const look = denseBlock(builder, 'windows/look', windowNumbers, windowDenseWidth)
  const score = outputConvolution(builder, 'windows/out', windowDenseWidth, new Float32Array(classes + 1))
  return ([fine, middle, coarse], windows, pass) => {
    const [batch, count] = windows.shape as [number, number, number]
    const thinned = [thin[0](fine, pass), thin[1](middle, pass), thin[2](coarse, pass)] as const
    const seen = alignRegions(thinned, windows, windowCells) // [batch * windows, cells, cells, channels]
    const said = score(look(seen.reshape([batch, count, 1, windowNumbers]), pass), pass) // [batch, windows, 1, classes + 1]
    return said.reshape([batch * count, classes + 1])
  }
}

/**
 * @param scores [batch x windows, classes + 1], background last
 * @param windows [batch, windows, 4]
 * @returns probabilities [batch, windows, classes]
 */
export function withoutBackground(scores: Tensor, windows: Tensor): Tensor {
  const [batch, count] = windows.shape as [number, number, number]
  const probabilities = classProbabilities(scores)
  return probabilities.reshape([batch, count, probabilities.shape[1]!])
}
