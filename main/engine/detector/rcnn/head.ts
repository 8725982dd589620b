/**
 * What an R-CNN sees in a proposal: the pixels themselves are cut out, with some of what lies around, brought to one size, and go
 * through the whole backbone as a picture of their own (Girshick et al., 2014, section 2.1 and appendix A). A dense layer over its two
 * coarse maps says the class, background among them, and for each class how its box differs from the proposal (appendix C).
 *
 * In: images [batch, size, size, 3] of 0..255, regions [batch, regions, 4] in network pixels. Out:
 * `RegionOutput`: scores [batch x regions, classes + 1], background last, and offsets [batch x regions, classes, 4].
 */
import { cropAndResize } from '../../tensorflow/ops.ts'
import { columnsOf } from '../../tensorflow/pairwiseIou.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { backboneOf } from '../backbone.ts'
import type { DetectorShape } from '../family.ts'
import { scaleInput } from '../inputScaling.ts'
import { type Builder, convolutionBlock, denseBlock, dropout, outputConvolution, type Pass } from '../layers.ts'
import type { RegionOutput } from '../regions/decodeRegions.ts'
import { ownersOf } from '../regions/roiAlign.ts'
import { cropContext, cropDenseWidth, cropMiddleChannels, cropSide } from './config.ts'

export type CropHead = {
  readonly see: (images: Tensor, regions: Tensor, pass: Pass) => SeenCrops
  readonly say: (seen: SeenCrops, regions: Tensor, pass: Pass) => RegionOutput
  readonly run: (images: Tensor, regions: Tensor, pass: Pass) => RegionOutput
}

/** What the backbone makes of the crops: [batch x regions, cells, cells, channels]. */
export type SeenCrops = { readonly middle: Tensor; readonly coarse: Tensor }

export const cropHeadDropout = { places: 1, channels: cropDenseWidth } as const

export function buildCropHead(builder: Builder, { settings, classes, pretrained, scaling }: DetectorShape): CropHead {
  const backbone = backboneOf(builder, pretrained, settings)
  const [, middleChannels, coarseChannels] = backbone.channels
  const thin = convolutionBlock(builder, 'crops/thin', {
    inputs: middleChannels,
    outputs: cropMiddleChannels,
    kernel: 1,
  })
  const numbers = cellsAt(16) * cropMiddleChannels + cellsAt(32) * coarseChannels
  const look = denseBlock(builder, 'crops/look', numbers, cropDenseWidth)
  const drop = dropout(0)
  const score = outputConvolution(builder, 'crops/class/out', cropDenseWidth, new Float32Array(classes + 1))
  const place = outputConvolution(builder, 'crops/box/out', cropDenseWidth, new Float32Array(classes * 4))
  const see: CropHead['see'] = (images, regions, pass) => {
    const crops = cutOut(scaleInput(images, scaling), regions) // [batch * regions, side, side, 3]
    const [, middle, coarse] = backbone.run(crops, pass)
    return { middle, coarse }
  }
  const say: CropHead['say'] = ({ middle, coarse }, regions, pass) => {
    const [batch, count] = regions.shape as [number, number, number]
    const flat = (map: Tensor) => map.reshape([batch, count, 1, map.size / batch / count])
    const seen = tf.concat([flat(thin(middle, pass)), flat(coarse)], 3) as Tensor // [batch, regions, 1, numbers]
    const looked = drop(look(seen, pass), pass) // [batch, regions, 1, width]
    return {
      scores: score(looked, pass).reshape([batch * count, classes + 1]),
      offsets: place(looked, pass).reshape([batch * count, classes, 4]),
    }
  }
  return { see, say, run: (images, regions, pass) => say(see(images, regions, pass), regions, pass) }
}

/** Cells of a crop's map; maps of stride 2 round up. */
const cellsAt = (stride: number): number => Math.ceil(cropSide / stride) ** 2

/** Regions with a part of what lies around them, brought to one size; what lies outside the picture is grey. */
function cutOut(images: Tensor, regions: Tensor): Tensor {
  const [batch, count] = regions.shape as [number, number, number]
  const side = images.shape[1]!
  const [x1, y1, x2, y2] = columnsOf(regions.reshape([batch * count, 4])) // [batch * regions, 1]
  /** The middles of the first and the last pixel of the crop, where 0 and 1 are those of the picture. */
  const ends = (low: Tensor, high: Tensor) => {
    const middle = low.add(high).mul(0.5)
    const reach = high.sub(low).mul((0.5 + cropContext) * (1 - 1 / cropSide))
    const inPicture = (pixel: Tensor) => pixel.sub(0.5).div(side - 1)
    return [inPicture(middle.sub(reach)), inPicture(middle.add(reach))] as const
  }
  const [left, right] = ends(x1, x2)
  const [top, bottom] = ends(y1, y2)
  const windows = tf.concat([top, left, bottom, right], 1) as Tensor // [batch * regions, 4]
  return cropAndResize(images, windows, ownersOf(regions), cropSide)
}
