/**
 * Augmentation: seeded random changes of a batch of pictures, and the same changes of their boxes. What copies pixels
 * (mosaic, morphing) happens here; all else is a few numbers for each picture, which the graph applies to the whole batch.
 */

import type { Random } from '../../../shared/random.ts'
import type { ResolvedTrainSettings } from '../../../shared/trainSettings.ts'
import { fromHsv, standardNormal, toHsv, transformImages } from '../tensorflow/ops.ts'
import { type Tensor, type TensorMap, tf } from '../tensorflow/tensorflow.ts'
import type { Sample } from './batch.ts'
import { fillGrey } from './config.ts'
import { morph, randomMorphing } from './morph.ts'
import { mosaicOf } from './mosaic.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import { type Placement, type PlacementSettings, placeBoxes, randomPlacement, sourceMap } from './placement.ts'

export type AugmentSettings = PlacementSettings &
  Pick<ResolvedTrainSettings, 'elastic' | 'colour' | 'hue' | 'saturation' | 'blur' | 'noise' | 'mosaic' | 'mixup'>

/** What the graph's part asks for: mosaics are made before. */
type GraphSettings = Omit<AugmentSettings, 'mosaic'>

/** contrast, brightness, and a gain for each channel. */
export type Colouring = readonly [contrast: number, brightness: number, red: number, green: number, blue: number]
/** Turn of the hue as a part of the circle, factor of the saturation, part of blur, deviation of the noise in grey levels. */
export type Tone = readonly [hue: number, saturation: number, blur: number, noise: number]

export const plainColouring: Colouring = [1, 0, 1, 1, 1]
export const plainTone: Tone = [0, 1, 0, 0]

export type AugmentedBatch = {
  /** [size, size, 3] of 0..255, before the graph's part of the changes. */
  readonly pixels: readonly Uint8Array[]
  /** Boxes after all changes. */
  readonly labels: readonly NetworkBoxes[]
  readonly placements: readonly Placement[]
  readonly colourings: readonly Colouring[]
  readonly tones: readonly Tone[]
  /** Which picture of the batch is laid over this one, itself for none. */
  readonly partners: readonly number[]
  /** How much of the picture stays. */
  readonly shares: readonly number[]
  readonly noiseSeed: readonly [number, number]
}

export function augmentBatch(samples: readonly Sample[], settings: AugmentSettings, random: Random): AugmentedBatch {
  const changed = samples.map((sample) => morphed(joined(sample, samples, settings, random), settings, random))
  const placements = samples.map(() => randomPlacement(settings, random))
  const placed = changed.map(({ labels }, index) => placeBoxes(labels, placements[index]!, settings.size))
  const mixtures = samples.map((_, index) => randomMixture(index, samples.length, settings.mixup, random))
  return {
    pixels: changed.map(({ pixels }) => pixels),
    labels: mixtures.map(({ partner }, index) =>
      partner === index ? placed[index]! : together(placed[index]!, placed[partner]!),
    ),
    placements,
    colourings: samples.map(() => randomColouring(settings, random)),
    tones: samples.map(() => randomTone(settings, random)),
    partners: mixtures.map(({ partner }) => partner),
    shares: mixtures.map(({ share }) => share),
    noiseSeed: [random.below(2 ** 31), random.below(2 ** 31)],
  }
}

function joined(sample: Sample, samples: readonly Sample[], settings: AugmentSettings, random: Random): Sample {
  if (!random.isBelow(settings.mosaic)) return sample
  const others = [0, 1, 2].map(() => samples[random.below(samples.length)]!)
  return mosaicOf([sample, ...others], settings.size, random)
}

function morphed(sample: Sample, { elastic, size }: AugmentSettings, random: Random): Sample {
  return elastic === 0 ? sample : morph(sample, randomMorphing(elastic, size, random), size)
}

/** Zhang et al., "mixup", 2018; shares near a half, as detectors use it (Zhang et al., "Bag of freebies", 2019). */
function randomMixture(index: number, count: number, probability: number, random: Random) {
  if (count < 2 || !random.isBelow(probability)) return { partner: index, share: 1 }
  return { partner: (index + 1 + random.below(count - 1)) % count, share: random.between(0.4, 0.6) }
}

function together(a: NetworkBoxes, b: NetworkBoxes): NetworkBoxes {
  return { boxes: Float64Array.of(...a.boxes, ...b.boxes), classes: Int32Array.of(...a.classes, ...b.classes) }
}

function randomColouring({ colour }: AugmentSettings, random: Random): Colouring {
  const around = (value: number, spread: number) => value + random.between(-spread, spread)
  const gain = () => around(1, colour / 3)
  return [around(1, colour), around(0, colour * 64), gain(), gain(), gain()]
}

function randomTone({ hue, saturation, blur, noise }: AugmentSettings, random: Random): Tone {
  return [
    random.between(-hue, hue),
    1 + random.between(-saturation, saturation),
    random.between(0, blur),
    random.between(0, noise) * 255,
  ]
}

/** What the graph needs of an augmented batch. Operations that the settings never use are not even recorded. */
export function augmentInputs(batch: AugmentedBatch, settings: GraphSettings): TensorMap {
  const { size } = settings
  const count = batch.pixels.length
  const images = new Float32Array(count * size * size * 3)
  for (const [index, pixels] of batch.pixels.entries()) images.set(pixels, index * size * size * 3)
  const mixture = () => ({
    partners: tf.tensor1d([...batch.partners], 'int32'),
    shares: tf.tensor1d([...batch.shares]),
  })
  return {
    images: tf.tensor4d(images, [count, size, size, 3]),
    maps: tf.tensor2d(batch.placements.map(sourceMap)),
    colourings: tf.tensor2d(batch.colourings.map((colouring) => [...colouring])),
    ...(hasTone(settings) ? { tones: tf.tensor2d(batch.tones.map((tone) => [...tone])) } : {}),
    ...(settings.noise > 0 ? { noiseSeed: tf.tensor1d([...batch.noiseSeed], 'int32') } : {}),
    ...(settings.mixup > 0 ? mixture() : {}),
  }
}

const hasTone = ({ hue, saturation, blur, noise }: GraphSettings): boolean => hue + saturation + blur + noise > 0

/**
 * The graph's part.
 * @param inputs images [batch, size, size, 3] of 0..255, maps [batch, 8], colourings [batch, 5] and, where the settings ask for
 *   them, tones [batch, 4], noiseSeed [2], partners [batch], shares [batch]
 */
export function augmentImages(inputs: TensorMap, settings: GraphSettings): Tensor {
  const moved = transformImages(inputs.images!, inputs.maps!, fillGrey)
  const mixed = settings.mixup > 0 ? mix(moved, inputs.partners!, inputs.shares!) : moved
  const coloured = colour(mixed, inputs.colourings!)
  return hasTone(settings) ? tone(coloured, inputs, settings) : coloured
}

function mix(images: Tensor, partners: Tensor, shares: Tensor): Tensor {
  const share = shares.reshape([-1, 1, 1, 1])
  return images.mul(share).add((tf.gather(images, partners as never) as Tensor).mul(tf.sub(1, share)))
}

function colour(images: Tensor, colourings: Tensor): Tensor {
  const part = columnsOf(colourings)
  const [contrast, brightness, gains] = [part(0, 1), part(1, 1), part(2, 3)]
  // ((value - 128) x contrast + 128 + brightness) x gain, multiplied out: each pass over the pictures costs time.
  const offset = tf.sub(1, contrast).mul(128).add(brightness)
  return images.mul(contrast.mul(gains)).add(offset.mul(gains)).clipByValue(0, 255)
}

function tone(images: Tensor, inputs: TensorMap, { hue, saturation, blur, noise }: GraphSettings): Tensor {
  const part = columnsOf(inputs.tones!)
  const hued = hue + saturation > 0 ? turnHue(images, part(0, 1), part(1, 1)) : images
  const blurred = blur > 0 ? hued.add(softened(hued).sub(hued).mul(part(2, 1))) : hued
  if (noise === 0) return blurred
  return blurred.add(standardNormal(images.shape, inputs.noiseSeed!).mul(part(3, 1))).clipByValue(0, 255)
}

function turnHue(images: Tensor, turn: Tensor, gain: Tensor): Tensor {
  const [hue, saturation, value] = tf.split(toHsv(images.div(255)), 3, 3) as [Tensor, Tensor, Tensor]
  const turned = hue.add(turn)
  return fromHsv(tf.concat([turned.sub(turned.floor()), saturation.mul(gain).clipByValue(0, 1), value], 3)).mul(255)
}

/** Two means over 3 x 3 pixels, nearly a Gaussian of deviation 1.15. */
function softened(images: Tensor): Tensor {
  const once = tf.avgPool(images as never, 3, 1, 'same')
  return tf.avgPool(once, 3, 1, 'same') as Tensor
}

/** Columns of [batch, n] as factors of pictures. */
function columnsOf(values: Tensor): (from: number, count: number) => Tensor {
  const batch = values.shape[0]!
  return (from, count) => values.slice([0, from], [-1, count]).reshape([batch, 1, 1, count])
}
