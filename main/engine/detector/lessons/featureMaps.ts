/**
 * What backbone and neck make of a picture: of each map the channels that say most.
 * In: a picture [side, side, 3] of 0..255. Out: `Features` of the contract.
 */
import { BoxwrightError } from '../../../../shared/errors.ts'
import type { FeatureMap, Features } from '../../../../shared/howCalls.ts'
import { readValues } from '../../tensorflow/readValues.ts'
import { tf } from '../../tensorflow/tensorflow.ts'
import { batchOf, evaluationPass, toBase64 } from '../explain.ts'
import type { Layout, SeenMap } from '../family.ts'
import type { RestoredDetector } from '../loadDetector.ts'

/** As many as can be looked at beside each other. */
const shownChannels = 12

/** @throws BoxwrightError `bad-request` for a family that makes no map of the whole picture */
export async function featuresOf(restored: RestoredDetector, pixels: Uint8Array): Promise<Features> {
  const { settings } = restored.info
  const { maps, layout } = restored.detector.inside
  if (!maps)
    throw new BoxwrightError(
      'bad-request',
      'An R-CNN makes no map of the whole picture: each proposal is cut out and goes through the backbone as a picture of its own.',
    )
  const seen = tf.tidy(() => maps(batchOf(pixels, settings.size), evaluationPass(restored)) as never) as SeenMap[]
  const described = await Promise.all(
    seen.map((each, place) => describe(each, seen.slice(0, place).filter(({ stage }) => stage === each.stage).length)),
  )
  tf.dispose(seen.map(({ map }) => map))
  return {
    maps: described,
    side: settings.size,
    neck: seen.some(({ stage }) => stage === 'neck') ? settings.neck : null,
    cell: cellOf(layout),
  }
}

function cellOf(layout: Layout): Features['cell'] {
  return layout.kind === 'grid' ? { anchors: layout.grid.anchors[0]!.length, classes: layout.classes } : null
}

/** @param scale index among the maps of its stage */
async function describe({ map, stage }: SeenMap, scale: number): Promise<FeatureMap> {
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
