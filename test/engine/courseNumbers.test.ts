/** The numbers that the notes of the course give, where no other test has them. */
import { describe, expect, it } from 'vitest'
import { classRowLoss } from '../../main/engine/detector/classification.ts'
import { buildGrid } from '../../main/engine/detector/grid.ts'
import { scaleInput, scalingFor } from '../../main/engine/detector/inputScaling.ts'
import { type Builder, dropoutFactors, normalisation, type Pass } from '../../main/engine/detector/layers.ts'
import { buildNeck } from '../../main/engine/detector/neck.ts'
import type { ParameterSpec } from '../../main/engine/detector/parameters.ts'
import { buildHead } from '../../main/engine/detector/yolo/head.ts'
import { memoryTree } from '../../main/engine/formats/fileTree.ts'
import { kitti } from '../../main/engine/formats/kitti.ts'
import { yolo } from '../../main/engine/formats/yolo.ts'
import { type Tensor, tf } from '../../main/engine/tensorflow/tensorflow.ts'
import { binaryCrossEntropy, classLoss, oneHot, softmax } from '../../shared/lessons/probabilities.ts'
import { learningOf } from '../../shared/lessons/saturation.ts'
import { seededRandom } from '../../shared/random.ts'
import { defaultTrainSettings } from '../../shared/trainSettings.ts'
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

  it('a picture of 416 pixels has a grid of 13 x 13 on its coarsest map', () => {
    const anchors = [[{ width: 10, height: 10 }], [{ width: 30, height: 30 }], [{ width: 90, height: 90 }]]
    const { cells, length } = buildGrid(416, anchors)
    expect(cells).toEqual([52, 26, 13])
    expect(length).toBe(52 ** 2 + 26 ** 2 + 13 ** 2)
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
  it('cross-entropy costs 2.05 all wrong and 0.0039 nearly right, in the logarithm to base ten of the notes', () => {
    const logitOf = (probability: number) => Math.log(probability / (1 - probability))
    const inTens = (probability: number) => binaryCrossEntropy(logitOf(probability), 1).value / Math.LN10
    expect(inTens(0.009)).toBeCloseTo(2.05, 2)
    expect(inTens(0.991)).toBeCloseTo(0.0039, 4)
  })
})

describe('the losses of the course', () => {
  it('the softmax of 0.9, 0.4, 0.2 against the label 1, 0, 0, class by class', () => {
    // −ln 0.4755 − ln(1 − 0.2884) − ln(1 − 0.2361) = 0.7434 + 0.3402 + 0.2693.
    const logits = softmax([0.9, 0.4, 0.2]).map((probability) => Math.log(probability / (1 - probability)))
    const { value } = classLoss('bce', logits, oneHot(0, 3), 0)
    expect(value).toBeCloseTo(1.3529, 3)
    const byTraining = classRowLoss('bce', tf.tensor2d([logits]), tf.tensor2d([[1, 0, 0]]), 0)
    expect(byTraining.dataSync()[0]).toBeCloseTo(1.3529, 3)
  })

  it('squared error teaches 0.048 where the output is 0.2, and 0.0043 where it is 0.9971 and all wrong', () => {
    // x 1.5 as in the notes; σ(ln ¼) = 0.2, so 1.5 · 0.2 · 0.8 · 0.2.
    const little = learningOf({ x: 1.5, w: 0, b: Math.log(0.25), target: 0 })
    expect(little.output).toBeCloseTo(0.2, 10)
    expect(little.squaredError.gradient).toBeCloseTo(0.048, 10)
    const wrong = learningOf({ x: 1.5, w: 1.9, b: 3, target: 0 })
    expect(wrong.output).toBeCloseTo(0.9971, 4)
    expect(wrong.squaredError.gradient).toBeCloseTo(0.0043, 4)
  })
})

describe('normalisation', () => {
  it('of the pixels: mean 0 and deviation 1 in each channel', () => {
    // Red 10 and 30, green 0 and 200, blue 90 and 90.
    const pixels = Uint8Array.of(10, 0, 90, 30, 200, 90)
    const scaling = scalingFor('measured', [pixels])
    expect(scaling.mean).toEqual([20, 100, 90])
    const scaled = scaleInput(tf.tensor([...pixels], [1, 1, 2, 3]), scaling)
    expect([...scaled.dataSync()]).toEqual([-1, -1, 0, 1, 1, 0].map((value) => expect.closeTo(value, 6)))
  })

  it('within a batch, shifted and scaled: γ (x − μ) / σ + β; in detection by the running μ and σ', () => {
    const { builder } = building()
    const normalise = normalisation(builder, 'own/norm', 1)
    const values = { gamma: 2, beta: 0.5, mean: 10, variance: 4 }
    const gathered = new Map<string, number>()
    const passing = (isTraining: boolean): Pass => ({
      isTraining,
      dropout: null,
      parameter: (name) => tf.tensor1d([values[name.split('/').at(-1) as keyof typeof values]]),
      setStatistic: (name, value) => void gathered.set(name, value.dataSync()[0]!),
    })
    // Of 1 and 5 the mean is 3 and the deviation 2: −1 and 1, times 2, plus 0.5.
    const x = tf.tensor([1, 5], [2, 1, 1, 1]) as Tensor
    expect([...normalise(x, passing(true)).dataSync()]).toEqual([-1.5, 2.5].map((value) => expect.closeTo(value, 2)))
    // A twentieth of the way from 10 to 3.
    expect(gathered.get('own/norm/mean')).toBeCloseTo(9.65, 4)
    // 2 · (1 − 10) / 2 + 0.5 and 2 · (5 − 10) / 2 + 0.5.
    expect([...normalise(x, passing(false)).dataSync()]).toEqual([-8.5, -4.5].map((value) => expect.closeTo(value, 2)))
  })

  it('dropout switches off about the part it is told, and makes the others up for it', () => {
    const factors = dropoutFactors(50, { places: 2, channels: 40 }, 0.5, seededRandom(1))!.dataSync()
    expect(new Set(factors)).toEqual(new Set([0, 2]))
    const kept = factors.filter((factor) => factor > 0).length
    // Half of 4,000; three deviations of a binomial are 95.
    expect(Math.abs(kept - 2000)).toBeLessThan(95)
    expect(dropoutFactors(50, { places: 2, channels: 40 }, 0, seededRandom(1))).toBeNull()
  })
})

describe('the label lines of the course', () => {
  it('in fractions: class, middle, width and height', async () => {
    const lines = [
      '45 0.479492 0.688771 0.955609 0.5955',
      '45 0.736516 0.247188 0.498875 0.476417',
      '50 0.637063 0.732938 0.494125 0.510583',
      '45 0.339438 0.418896 0.678875 0.7815',
      '49 0.646836 0.132552 0.118047 0.096937',
      '49 0.773148 0.129802 0.090734 0.097229',
      '49 0.668297 0.226906 0.131281 0.146896',
      '49 0.642859 0.079219 0.148063 0.148062',
    ]
    const classes = Array.from({ length: 80 }, (_, place) => `class ${place}`)
    const tree = memoryTree({ 'a.txt': `${lines.join('\n')}\n`, 'classes.txt': `${classes.join('\n')}\n` })
    const { images, problems } = await readAll(yolo, tree)
    expect(problems).toEqual([])
    // Half of the width to the left and to the right of the middle, half of the height above and below: 0.479492 ± 0.955609 / 2.
    const corners = [
      ['class 45', 0.0016875, 0.391021, 0.9572965, 0.986521],
      ['class 45', 0.4870785, 0.0089795, 0.9859535, 0.4853965],
      ['class 50', 0.3900005, 0.4776465, 0.8841255, 0.9882295],
      ['class 45', 0.0000005, 0.028146, 0.6788755, 0.809646],
      ['class 49', 0.5878125, 0.0840835, 0.7058595, 0.1810205],
      ['class 49', 0.727781, 0.0811875, 0.818515, 0.1784165],
      ['class 49', 0.6026565, 0.153458, 0.7339375, 0.300354],
      ['class 49', 0.5688275, 0.005188, 0.7168905, 0.15325],
    ] as const
    expect(images[0]!.boxes.map(({ className, x1, y1, x2, y2 }) => [className, x1, y1, x2, y2])).toEqual(
      corners.map(([name, ...box]) => [name, ...box.map((value) => expect.closeTo(value, 6))]),
    )
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
