/** Maps of a picture, fine to coarse, as a step hands them on by names. */
import type { Tensor, TensorMap } from '../tensorflow/tensorflow.ts'

export const mapsByName = (maps: readonly Tensor[]): TensorMap =>
  Object.fromEntries(maps.map((map, scale) => [`map${scale}`, map]))

/** The maps of `mapsByName`, as many as it was given. */
export function mapsIn<Maps extends readonly Tensor[]>(named: TensorMap): Maps {
  const maps: Tensor[] = []
  for (let map = named.map0; map; map = named[`map${maps.length}`]) maps.push(map)
  return maps as readonly Tensor[] as Maps
}
