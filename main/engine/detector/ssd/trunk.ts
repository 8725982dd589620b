/**
 * What an SSD sees: the backbone, and behind it further stages that each halve the map (Liu et al., "SSD", 2016, figure 2). With
 * pretrained weights these are the stages of the shipped network, otherwise new ones.
 * In: scaled images. Out: seven maps, of strides 8 to 512.
 */
import type { Tensor } from '../../tensorflow/tensorflow.ts'
import { pretrainedMaps, scratchBackbone } from '../backbone.ts'
import type { DetectorShape } from '../family.ts'
import { type Builder, convolutionBlock, type Pass, sequence } from '../layers.ts'

export type Trunk = {
  readonly channels: readonly number[]
  readonly run: (images: Tensor, pass: Pass) => readonly Tensor[]
}

/** The widened maps of strides 8, 16 and 32, and the stages behind them. */
const shippedMaps = ['op59', 'op127', 'op173', 'op187', 'op201', 'op215', 'op229'] as const

export function buildTrunk(builder: Builder, { settings, pretrained }: DetectorShape): Trunk {
  if (settings.start === 'scratch') return scratchTrunk(builder, settings)
  return {
    channels: [192, 576, 1280, 512, 256, 256, 128],
    run: pretrainedMaps(builder, pretrained!, settings, shippedMaps),
  }
}

function scratchTrunk(builder: Builder, settings: DetectorShape['settings']): Trunk {
  const backbone = scratchBackbone(builder, settings)
  const widest = backbone.channels[2]
  const further = [0, 1, 2, 3].map((stage) => {
    const inputs = stage === 0 ? widest : widest / 2
    return sequence(
      convolutionBlock(builder, `ssd/stage/${stage}/narrow`, { inputs, outputs: widest / 4, kernel: 1 }),
      convolutionBlock(builder, `ssd/stage/${stage}/down`, {
        inputs: widest / 4,
        outputs: widest / 2,
        kernel: 3,
        stride: 2,
      }),
    )
  })
  return {
    channels: [...backbone.channels, ...further.map(() => widest / 2)],
    run: (images, pass) => {
      const maps: Tensor[] = [...backbone.run(images, pass)]
      for (const stage of further) maps.push(stage(maps.at(-1)!, pass))
      return maps
    },
  }
}
