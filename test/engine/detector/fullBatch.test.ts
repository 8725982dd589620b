/** Methods of second order on a real head: the pretrained backbone frozen, its features of pictures with drawn squares. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { readPretrained } from '../../../main/engine/detector/pretrained.ts'
import { conjugateGradient } from '../../../main/engine/detector/secondOrder/conjugateGradient.ts'
import { lbfgs } from '../../../main/engine/detector/secondOrder/lbfgs.ts'
import { newton } from '../../../main/engine/detector/secondOrder/newton.ts'
import type { Minimiser, Objective, Point } from '../../../main/engine/detector/secondOrder/objective.ts'
import { norm, plus } from '../../../main/engine/detector/secondOrder/objective.ts'
import { gradientOf, initialState } from '../../../main/engine/detector/trainStep.ts'
import { type CompiledModel, compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'
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

async function frozenHead(): Promise<Head> {
  const settings = { ...trainSettings.parse(head), batch: 4, mosaic: 0 }
  const pretrained = await readPretrained(join(projectFolder, 'resources', 'weights'))
  const detector = buildDetector({ settings, classes: 2, anchors, pretrained, scaling: fixedScaling })
  const inputs = buildBatch([1, 2, 3, 4].map(sample), detector, settings, seededRandom(9), 64)
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

describe('the head over a frozen backbone', { timeout: 120_000 }, () => {
  it('has a loss whose slope is what its gradient says, so that a line can be searched', async () => {
    const { objective, start, model } = await frozenHead()
    const size = norm(start.gradient)
    const beside = await objective(plus(start.x, start.gradient, -1e-3 / size))
    expect((beside.value - start.value) / 1e-3 / -size).toBeCloseTo(1, 1)
    model.dispose()
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
