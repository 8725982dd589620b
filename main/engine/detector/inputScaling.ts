/**
 * From pixel values 0..255 to what the first layer gets, channel by channel: fixed to -1..1, as the pretrained backbone
 * learned it, or by mean and deviation of the training images. Images [batch, size, size, 3] in and out.
 */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { type Tensor, tf } from '../tensorflow/tensorflow.ts'
import { fewestDeviation } from './config.ts'

/** Red, green, blue. */
export type InputScaling = { readonly mean: readonly number[]; readonly deviation: readonly number[] }

export const fixedScaling: InputScaling = { mean: [127.5, 127.5, 127.5], deviation: [127.5, 127.5, 127.5] }

export function scaleInput(images: Tensor, { mean, deviation }: InputScaling): Tensor {
  const channels = (values: readonly number[]) => tf.tensor([...values], [1, 1, 1, 3])
  return images.sub(channels(mean)).div(channels(deviation))
}

/** @param pictures each [side, side, 3] of 0..255 */
export function scalingFor(setting: TrainSettings['inputScaling'], pictures: readonly Uint8Array[]): InputScaling {
  if (setting === 'fixed' || pictures.length === 0) return fixedScaling
  const sums = [0, 0, 0]
  const squares = [0, 0, 0]
  let count = 0
  for (const pixels of pictures) {
    for (let index = 0; index < pixels.length; index++) {
      const value = pixels[index]!
      sums[index % 3]! += value
      squares[index % 3]! += value * value
    }
    count += pixels.length / 3
  }
  const mean = sums.map((sum) => sum / count)
  const deviation = squares.map((sum, channel) => Math.sqrt(Math.max(0, sum / count - mean[channel]! ** 2)))
  // A channel that never changes carries nothing; dividing by its deviation would make noise of it.
  return { mean, deviation: deviation.map((value) => Math.max(fewestDeviation, value)) }
}
