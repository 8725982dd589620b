/**
 * What backbone and neck make of a picture: of each map the channels that say most.
 * In: a picture [side, side, 3] of 0..255. Out: `Features` of the contract.
 */
import type { FeatureMap, Features } from '../../../../shared/howCalls.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { type Tensor, tf } from '../../tensorflow/tensorflow.ts'
import { batchOf, evaluationPass, insideOf, toBase64 } from '../explain.ts'
import type { RestoredDetector } from '../loadDetector.ts'

/** As many as can be looked at beside each other. */
const shownChannels = 12

export async function featuresOf(restored: RestoredDetector, pixels: Uint8Array): Promise<Features> {
  const { settings, categories } = restored.info
  const { backbone, neck } = insideOf(restored)
  const maps = tf.tidy(() => {
    const pass = evaluationPass(restored)
    const found = backbone(batchOf(pixels, settings.size), pass)
    return [...found, ...neck(found, pass)]
  })
  const scales = maps.length / 2
  const described = await Promise.all(
    maps.map((map, place) => describe(map, place < scales ? 'backbone' : 'neck', place % scales)),
  )
  tf.dispose(maps)
  return {
    maps: described,
    side: settings.size,
    neck: settings.neck,
    anchorsPerCell: settings.anchorsPerScale,
    classes: categories.length,
  }
}

/** @param map [1, cells, cells, channels] */
async function describe(map: Tensor, stage: FeatureMap['stage'], scale: number): Promise<FeatureMap> {
  const [, cells, , channels] = map.shape as [number, number, number, number]
  const values = await readValues(map)
  const all = Array.from({ length: channels }, (_, channel) => ofChannel(values, channels, channel))
  const strongest = all.sort((a, b) => b.strength - a.strength).slice(0, shownChannels)
  return {
    stage,
    scale,
    cells,
    channels,
    strongest: strongest.map(({ own, ...rest }) => ({ ...rest, values: toBase64(evened(own, rest)) })),
  }
}

function ofChannel(values: Float32Array, channels: number, channel: number) {
  const own = Float32Array.from({ length: values.length / channels }, (_, cell) => values[cell * channels + channel]!)
  let [low, high, sizes] = [own[0]!, own[0]!, 0]
  for (const value of own) {
    low = Math.min(low, value)
    high = Math.max(high, value)
    sizes += Math.abs(value)
  }
  return { channel, own, low, high, strength: sizes / own.length }
}

function evened(own: Float32Array, { low, high }: { readonly low: number; readonly high: number }): Float32Array {
  return high > low ? own.map((value) => (value - low) / (high - low)) : own.fill(0)
}
