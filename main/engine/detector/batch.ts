/** From labelled pictures to the tensors of one training step. */
import type { Random } from '../../../shared/random.ts'
import type { ResolvedTrainSettings, TrainSettings } from '../../../shared/trainSettings.ts'
import type { TensorMap } from '../tensorflow/tensorflow.ts'
import { augmentBatch, augmentInputs } from './augment.ts'
import type { Network } from './family.ts'
import { dropoutFactors } from './layers.ts'
import type { NetworkBoxes } from './networkBoxes.ts'

/** A decoded picture [size, size, 3] of 0..255 with its boxes in network pixels. */
export type Sample = { readonly pixels: Uint8Array; readonly labels: NetworkBoxes }

/**
 * @param room of the targets (`roomFor` of the network)
 * @returns the inputs of the training step, without its scalars
 */
export function buildBatch(
  samples: readonly Sample[],
  network: Pick<Network, 'targetsOf' | 'dropout'>,
  settings: TrainSettings & Pick<ResolvedTrainSettings, 'mosaic'>,
  random: Random,
  room: number,
): TensorMap {
  const augmented = augmentBatch(samples, settings, random)
  const dropout = dropoutFactors(samples.length, network.dropout, settings.dropout, random)
  return {
    ...augmentInputs(augmented, settings),
    ...(dropout && { dropout }),
    ...network.targetsOf(augmented.labels, room, random),
  }
}
