/** The numbers that the notes of the course give, where no other test has them. */
import { describe, expect, it } from 'vitest'
import type { Builder, Pass } from '../../main/engine/detector/layers.ts'
import { buildNeck } from '../../main/engine/detector/neck.ts'
import { optimize, optimizerScalars } from '../../main/engine/detector/optimizer.ts'
import type { ParameterSpec } from '../../main/engine/detector/parameters.ts'
import { buildHead } from '../../main/engine/detector/yolo/head.ts'
import { memoryTree } from '../../main/engine/formats/fileTree.ts'
import { kitti } from '../../main/engine/formats/kitti.ts'
import { yolo } from '../../main/engine/formats/yolo.ts'
import { type Tensor, tf } from '../../main/engine/tensorflow/tensorflow.ts'
import { binaryCrossEntropy } from '../../shared/lessons/probabilities.ts'
import { seededRandom } from '../../shared/random.ts'
import { defaultTrainSettings, trainSettings } from '../../shared/trainSettings.ts'
import { readAll } from './formats/support.ts'

function building() {
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(0), style: defaultTrainSettings, add: (spec) => specs.push(spec) }
  const shapeOf = (name: string) => specs.find((spec) => spec.name === name)!.shape
  const pass = (): Pass => {
    const values = new Map(specs.map(({ name, shape, initial }) => [name, tf.tensor(initial, [...shape]) as Tensor]))
    return { isTraining: false, dropout: null, parameter: (name) => values.get(name)!, setStatistic: () => {} }
  }
  return { builder, shapeOf, pass }
}

describe('the shapes of the course', () => {
  it('five anchors that say 4 + 1 + 20 numbers each make 125 channels in a cell', () => {
    const { builder, shapeOf, pass } = building()
    const head = buildHead(builder, { channels: 16, anchorsPerCell: 5, classes: 20 })
    // [1, 1, in, out]: the box tower says five numbers an anchor, the class tower twenty.
    const channels = shapeOf('head/0/box/out/kernel')[3]! + shapeOf('head/0/class/out/kernel')[3]!
    expect(channels).toBe(125)
    const maps = [4, 2, 1].map((cells) => tf.zeros([1, cells, cells, 16]) as Tensor) as [Tensor, Tensor, Tensor]
    // A row for each anchor of 16 + 4 + 1 cells, 25 numbers each.
    expect(head(maps, pass()).shape).toEqual([1, 5 * 21, 25])
  })

  it.each([
    ['concat', 2],
    ['add', 1],
  ] as const)('%s of two maps of C channels has %i times C', (neck, times) => {
    const { builder, shapeOf } = building()
    const backbone = { channels: [8, 16, 32] as const, run: () => [] as never }
    buildNeck(builder, backbone, { neck, neckChannels: 24 })
    expect(shapeOf('neck/0/blend/depthwise/kernel')).toEqual([3, 3, times * 24, 1])
    // The coarsest map has nothing to be joined with.
    expect(shapeOf('neck/2/blend/depthwise/kernel')).toEqual([3, 3, 24, 1])
  })
})

describe('the formulas of the course', () => {
  it('weight decay with ρ = 0.01 and λ = 2 leaves 0.96 of a weight', () => {
    const settings = trainSettings.parse({ optimizer: 'sgd', momentum: 0, weightDecay: 2 * 2, clipNorm: null })
    const state = { weights: tf.tensor1d([1, -3]), slot1: tf.zeros([2]), slot2: tf.zeros([2]) }
    const inputs = { ...optimizerScalars(0, 0.01), rates: tf.ones([2]), decays: tf.ones([2]) }
    const { weights } = optimize(settings, state, tf.zeros([2]), inputs as never)
    expect([...weights.dataSync()]).toEqual([expect.closeTo(0.96, 6), expect.closeTo(-2.88, 6)])
  })

  it('momentum adds the last speed: 0.9 of it, and the gradient', () => {
    const settings = trainSettings.parse({ optimizer: 'sgd', momentum: 0.9, weightDecay: 0, clipNorm: null })
    const state = { weights: tf.tensor1d([1]), slot1: tf.tensor1d([2]), slot2: tf.zeros([1]) }
    const inputs = { ...optimizerScalars(1, 0.1), rates: tf.ones([1]), decays: tf.ones([1]) }
    const next = optimize(settings, state, tf.tensor1d([3]), inputs as never)
    // v = 0.9 · 2 + 3 = 4.8, θ = 1 − 0.1 · 4.8.
    expect([next.slot1.dataSync()[0], next.weights.dataSync()[0]]).toEqual([
      expect.closeTo(4.8, 5),
      expect.closeTo(0.52, 5),
    ])
  })

  it('cross-entropy costs 2.05 all wrong and 0.0039 nearly right, in the logarithm to base ten of the notes', () => {
    const logitOf = (probability: number) => Math.log(probability / (1 - probability))
    const inTens = (probability: number) => binaryCrossEntropy(logitOf(probability), 1).value / Math.LN10
    expect(inTens(0.009)).toBeCloseTo(2.05, 2)
    expect(inTens(0.991)).toBeCloseTo(0.0039, 4)
  })
})

describe('the label lines of the course', () => {
  it('in fractions: class, middle, width and height', async () => {
    const lines = ['45 0.479492 0.688771 0.955609 0.5955', '49 0.646836 0.132552 0.118047 0.096937']
    const classes = Array.from({ length: 80 }, (_, place) => `class ${place}`)
    const tree = memoryTree({ 'a.txt': `${lines.join('\n')}\n`, 'classes.txt': `${classes.join('\n')}\n` })
    const { images, problems } = await readAll(yolo, tree)
    expect(problems).toEqual([])
    // 0.479492 ± 0.955609 / 2, 0.688771 ± 0.5955 / 2.
    expect(images[0]!.boxes.map(({ className, x1, y1, x2, y2 }) => [className, x1, y1, x2, y2])).toEqual([
      ['class 45', ...[0.0016875, 0.391021, 0.9572965, 0.986521].map((value) => expect.closeTo(value, 6))],
      ['class 49', ...[0.5878125, 0.0840835, 0.7058595, 0.1810205].map((value) => expect.closeTo(value, 6))],
    ])
  })

  it('of KITTI: class, truncation, occlusion, angle, corners in pixels', async () => {
    const lines = [
      'car 0.80 0 -2.09 1013.39 182.46 1241.00 374.00 1.57 1.65 1.35 4.43 1.65 5.20 -1.42',
      'Pedestrian 0.00 0 -0.20 712.40 143.00 810.73 307.92 1.89 0.48 1.20 1.84 1.47 8.41 0.01',
    ]
    const { images, problems } = await readAll(kitti, memoryTree({ 'label_2/000000.txt': `${lines.join('\n')}\n` }))
    expect(problems).toEqual([])
    expect(
      images[0]!.boxes.map(({ className, truncated, occluded, x1, y1, x2, y2 }) => [
        ...[className, truncated, occluded],
        ...[x1, y1, x2, y2],
      ]),
    ).toEqual([
      ['car', 0.8, 0, 1013.39, 182.46, 1241, 374],
      ['Pedestrian', 0, 0, 712.4, 143, 810.73, 307.92],
    ])
  })
})
