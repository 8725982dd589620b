/**
 * The neck joins feature maps of different scales: coarse maps know what, fine maps know where (Lin et al., "Feature
 * pyramid networks", 2017). From coarse to fine, each map is widened to the same channels, the coarser one is enlarged to
 * its size, and both are added or stacked.
 * In: the backbone's maps. Out: [batch, size / stride, size / stride, channels] for each stride.
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import type { Backbone } from './backbone.ts'
import type { Inside, SeenMap } from './family.ts'
import { type Builder, convolution, type Layer, normalisation, type Pass, separableBlock, sequence } from './layers.ts'

export type FeatureMaps = readonly [Tensor, Tensor, Tensor]
export type Neck = (maps: FeatureMaps, pass: Pass) => FeatureMaps

export function buildNeck(
  builder: Builder,
  backbone: Backbone,
  settings: Pick<TrainSettings, 'neck' | 'neckChannels'>,
): Neck {
  const channels = settings.neckChannels
  const lateral = backbone.channels.map((inputs, scale) =>
    sequence(
      convolution(builder, `neck/${scale}/lateral`, { inputs, outputs: channels, kernel: 1 }),
      normalisation(builder, `neck/${scale}/lateral/norm`, channels),
    ),
  ) as [Layer, Layer, Layer]
  const joinedChannels = settings.neck === 'add' ? channels : 2 * channels
  const blend = [joinedChannels, joinedChannels, channels].map((inputs, scale) =>
    separableBlock(builder, `neck/${scale}/blend`, inputs, channels),
  ) as [Layer, Layer, Layer]
  const join =
    settings.neck === 'add'
      ? (a: Tensor, b: Tensor) => a.add(b)
      : (a: Tensor, b: Tensor) => tf.concat([a, b] as never[], 3) as Tensor

  return ([fine, middle, coarse], pass) => {
    const coarseOut = blend[2](lateral[2](coarse, pass), pass)
    const middleOut = blend[1](join(lateral[1](middle, pass), enlarge(coarseOut)), pass)
    const fineOut = blend[0](join(lateral[0](fine, pass), enlarge(middleOut)), pass)
    return [fineOut, middleOut, coarseOut]
  }
}

/** Each cell becomes 2 x 2 equal ones. */
function enlarge(x: Tensor): Tensor {
  const [, height, width] = x.shape as [number, number, number, number]
  return tf.image.resizeNearestNeighbor(x as never, [2 * height, 2 * width]) as Tensor // [b, 2h, 2w, c]
}

/** To be looked at: the backbone's maps and the neck's. */
export function mapsOfBoth(backbone: Backbone['run'], neck: Neck): NonNullable<Inside['maps']> {
  return (images, pass) => {
    const found = backbone(images, pass)
    const named = (stage: SeenMap['stage']) => (map: Tensor) => ({ stage, map })
    return [...found.map(named('backbone')), ...neck(found, pass).map(named('neck'))]
  }
}
