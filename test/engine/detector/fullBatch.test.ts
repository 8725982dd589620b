/** Methods of second order on a real head: the pretrained backbone frozen, its features of pictures with drawn squares. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { familyOf } from '../../../main/engine/detector/families.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { readPretrained } from '../../../main/engine/detector/pretrained.ts'
import { conjugateGradient } from '../../../main/engine/detector/secondOrder/conjugateGradient.ts'
import { lbfgs } from '../../../main/engine/detector/secondOrder/lbfgs.ts'
import { newton } from '../../../main/engine/detector/secondOrder/newton.ts'
import type { Minimiser, Objective, Point, Vector } from '../../../main/engine/detector/secondOrder/objective.ts'
import { dot, norm, plus, scaled } from '../../../main/engine/detector/secondOrder/objective.ts'
import { gradientOf, initialState } from '../../../main/engine/detector/trainStep.ts'
import { type CompiledModel, compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { type DetectorName, detectorName, trainSettings } from '../../../shared/trainSettings.ts'
import { projectFolder } from '../../support/sourceFiles.ts'

const size = 96
const square = (side: number) => ({ width: side, height: side })
const anchors = [[square(12)], [square(30)], [square(60)]]
const still = { flipHorizontal: 0, scale: 0, translate: 0, colour: 0 }
const head = {
  size,
  optimizer: 'lbfgs',
  start: 'pretrained',
  frozen: 'all',
  neckChannels: 16,
  anchorsPerScale: 1,
  batch: 4,
  ...still,
}

/** A square on noise; its colour is its class. */
function sample(seed: number): Sample {
  const random = seededRandom(seed)
  const [x, y, category] = [random.below(60), random.below(60), seed % 2]
  const pixels = Uint8Array.from({ length: size * size * 3 }, () => 60 + random.below(60))
  for (let row = y; row < y + 30; row++)
    for (let column = x; column < x + 30; column++)
      pixels.set(category ? [240, 60, 30] : [40, 90, 250], (row * size + column) * 3)
  return { pixels, labels: { boxes: Float64Array.of(x, y, x + 30, y + 30), classes: Int32Array.of(category) } }
}

type Head = { readonly objective: Objective; readonly start: Point; readonly model: CompiledModel<'gradient'> }

async function frozenHead(family: DetectorName = 'yolo'): Promise<Head> {
  const settings = { ...trainSettings.parse({ ...head, detector: family }), batch: 4, mosaic: 0 }
  const pretrained = await readPretrained(join(projectFolder, 'resources', 'weights'))
  const samples = [1, 2, 3, 4].map(sample)
  const own = family === 'ssd' ? familyOf(settings).anchorsFor([square(30)], settings) : anchors
  const detector = buildDetector({ settings, classes: 2, anchors: own, pretrained, scaling: fixedScaling })
  const room = detector.roomFor(
    samples.map(({ labels }) => labels),
    settings,
  )
  const inputs = buildBatch(samples, detector, settings, seededRandom(9), room)
  const run = gradientOf(detector, { settings, classFactors: [1, 1] })
  const model = await compileModel({ gradient: { run, exampleInputs: inputs } }, initialState(detector))
  const first = await model.readState()
  const objective: Objective = async (x) => {
    model.writeState({ ...first, weights: Float32Array.from(x) })
    const { gradient, ...losses } = model.run('gradient', inputs)
    const value = Object.values(losses).reduce((sum, loss) => sum + loss.dataSync()[0]!, 0)
    const slope = Float64Array.from(gradient!.dataSync())
    tf.dispose([gradient!, ...Object.values(losses)])
    return { x, value, gradient: slope }
  }
  return { objective, start: await objective(Float64Array.from(first.weights!)), model }
}

/** How far to go until the loss is another by a quarter. */
async function lengthThatMatters(objective: Objective, start: Point, direction: Vector): Promise<number> {
  for (let length = (0.1 * start.value) / norm(start.gradient); ; length *= 1.7) {
    const { value } = await objective(plus(start.x, direction, length))
    if (Math.abs(value - start.value) > start.value / 4) return length
  }
}

type Course = { readonly value: number; readonly steps: number }

/** What a method reaches with so many looks at all pictures, and the steps it took. */
async function courseOf(looks: number, { objective, start }: Head, method: Minimiser): Promise<Course> {
  let left = looks
  let here = start
  let steps = 0
  const counted: Objective = async (x) => {
    if (left-- <= 0) throw new Error('no looks left')
    return objective(x)
  }
  try {
    for (;;) {
      const { point, isBetter } = await method.step(counted, here)
      here = point
      steps += 1
      if (!isBetter) return { value: here.value, steps }
    }
  } catch (error) {
    if (left >= 0) throw error
    return { value: here.value, steps }
  }
}

const descent = (rate: number): Minimiser => ({
  step: async (objective, from) => ({ point: await objective(plus(from.x, from.gradient, -rate)), isBetter: true }),
})

/** Gradient descent at the best of many rates. */
async function byDescent(looks: number, given: Head): Promise<number> {
  const reached: number[] = []
  for (const rate of [1, 0.3, 0.1, 0.03]) reached.push((await courseOf(looks, given, descent(rate))).value)
  return Math.min(...reached.filter(Number.isFinite))
}

describe('the head over a frozen backbone', { timeout: 400_000 }, () => {
  // Simpson's rule over a line along which much changes: with proposals that move, or lots drawn anew, value and slope would part.
  it.each(detectorName.options)(
    'of %s has a loss that is the integral of its slope, so that a line can be searched',
    async (family) => {
      const { objective, start, model } = await frozenHead(family)
      const direction = scaled(start.gradient, -1 / norm(start.gradient))
      const intervals = 12
      const length = await lengthThatMatters(objective, start, direction)
      const slopes: number[] = []
      let end = start
      for (let place = 0; place <= intervals; place++) {
        end = await objective(plus(start.x, direction, (length * place) / intervals))
        slopes.push(dot(end.gradient, direction))
      }
      const weightAt = (place: number) => (place === 0 || place === intervals ? 1 : place % 2 === 1 ? 4 : 2)
      const integral = slopes.reduce((sum, slope, place) => sum + weightAt(place) * slope, 0) * (length / intervals / 3)
      const change = end.value - start.value
      expect(Math.abs(change)).toBeGreaterThan(start.value / 4)
      expect(Math.abs(integral - change) / Math.abs(change)).toBeLessThan(0.03)
      model.dispose()
    },
  )

  it('of two stages falls faster for each look at the pictures than by gradient descent at its best rate, too', async () => {
    const given = await frozenHead('faster-rcnn')
    const looks = 16
    const reached = await byDescent(looks, given)
    expect((await courseOf(looks, given, lbfgs())).value).toBeLessThan(reached)
    expect((await courseOf(looks, given, conjugateGradient())).value).toBeLessThan(reached)
    given.model.dispose()
  })

  it('falls faster for each look at the pictures than by gradient descent at its best rate; by Newton for each step', async () => {
    const given = await frozenHead()
    const looks = 40
    const reached = await byDescent(looks, given)
    expect(reached).toBeLessThan(given.start.value)
    expect((await courseOf(looks, given, lbfgs())).value).toBeLessThan(reached)
    expect((await courseOf(looks, given, conjugateGradient())).value).toBeLessThan(reached)
    // A step of Newton's asks for several gradients: it pays where they are cheap.
    const { value, steps } = await courseOf(looks, given, newton())
    expect(value).toBeLessThan(await byDescent(steps, given))
    given.model.dispose()
  })
})
