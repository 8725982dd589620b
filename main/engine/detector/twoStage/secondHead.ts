/**
 * The second stage: what each region shows, background among the choices, and how the object's box differs from the region, for
 * each class by itself (Girshick, "Fast R-CNN", 2015, section 2). The maps are made thin, the regions read from them, and two dense
 * layers look at each window as a whole.
 * In: the neck's maps, regions [batch, regions, 4] in network pixels. Out: scores [batch x regions, classes + 1] before the softmax,
 * background last; offsets [batch x regions, classes, 4].
 */
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import {
  type Builder,
  convolutionBlock,
  denseBlock,
  dropout,
  type Layer,
  outputConvolution,
  type Pass,
  sequence,
} from '../layers.ts'
import type { FeatureMaps } from '../neck.ts'
import type { RegionOutput } from '../regions/decodeRegions.ts'
import { alignRegions } from '../regions/roiAlign.ts'
import { denseWidth, windowChannels, windowSide } from './config.ts'

/** Of one region. */
const windowNumbers = windowSide * windowSide * windowChannels

export type SecondHead = (maps: FeatureMaps, regions: Tensor, pass: Pass) => RegionOutput

export const secondHeadDropout = { places: 1, channels: denseWidth } as const

export function buildSecondHead(
  builder: Builder,
  { channels, classes }: { readonly channels: number; readonly classes: number },
): SecondHead {
  const thin = [0, 1, 2].map((scale) =>
    convolutionBlock(builder, `regions/${scale}/thin`, { inputs: channels, outputs: windowChannels, kernel: 1 }),
  ) as [Layer, Layer, Layer]
  const look = sequence(
    denseBlock(builder, 'regions/first', windowNumbers, denseWidth),
    denseBlock(builder, 'regions/second', denseWidth, denseWidth),
    dropout(0),
  )
  const score = outputConvolution(builder, 'regions/class/out', denseWidth, new Float32Array(classes + 1))
  const place = outputConvolution(builder, 'regions/box/out', denseWidth, new Float32Array(classes * 4))
  return ([fine, middle, coarse], regions, pass) => {
    const [batch, count] = regions.shape as [number, number, number]
    const thinned = [thin[0](fine, pass), thin[1](middle, pass), thin[2](coarse, pass)] as const
    const windows = alignRegions(thinned, regions, windowSide) // [batch * regions, side, side, thin channels]
    const seen = look(windows.reshape([batch, count, 1, windowNumbers]), pass) // [batch, regions, 1, width]
    return {
      scores: score(seen, pass).reshape([batch * count, classes + 1]),
      offsets: place(seen, pass).reshape([batch * count, classes, 4]),
    }
  }
}
