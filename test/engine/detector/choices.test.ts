/** Every choice of the form takes part in a step that ends well: finite losses, and weights that move. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { readPretrained } from '../../../main/engine/detector/pretrained.ts'
import { initialState, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { isSecondOrder, type TrainSettings, trainSettings } from '../../../shared/trainSettings.ts'
import { projectFolder } from '../../support/sourceFiles.ts'

const sets: readonly Partial<TrainSettings>[] = [
  { optimizer: 'sgd', momentumForm: 'nesterov', activation: 'silu', boxLoss: 'giou', classLoss: 'cross-entropy' },
  { optimizer: 'adagrad', activation: 'tanh', initialisation: 'xavier', boxLoss: 'mse', objectnessLoss: 'focal' },
  { optimizer: 'rmsprop', activation: 'leaky-relu', boxLoss: 'mae', classLoss: 'focal' },
  { optimizer: 'adam', activation: 'sigmoid', initialisation: 'uniform', boxLoss: 'smooth-l1', classLoss: 'mse' },
  { neck: 'concat', width: 'small', initialisation: 'normal', boxLoss: 'iou', objectnessLoss: 'mse', average: 0 },
  { normalisation: 'none', dropout: 0.3, clipNorm: null, width: 'large' },
  { labelSmoothing: 0.1, weightDecayL1: 1e-5 },
  { mosaic: 0.5, mixup: 0.5, elastic: 0.03, rotate: 15, shear: 5, crop: 0.2, flipVertical: 0.5 },
  { hue: 0.1, saturation: 0.5, blur: 0.5, noise: 0.1 },
  { activation: 'linear' },
  { activation: 'step', normalisation: 'none' },
  { start: 'pretrained', frozen: 'all' },
  { start: 'pretrained', frozen: 'none' },
]

/** Choices that act outside of a step, or are tested with it elsewhere. */
const elsewhere = ['device', 'detector', 'precision', 'schedule', 'inputScaling', 'start', 'update', 'suppression']

const square = (side: number) => ({ width: side, height: side })
const anchors = [[square(12)], [square(30)], [square(60)]]

const samples: readonly Sample[] = [1, 2].map((seed) => {
  const random = seededRandom(seed)
  return {
    pixels: Uint8Array.from({ length: 96 * 96 * 3 }, () => random.below(256)),
    labels: { boxes: Float64Array.of(10, 12, 40, 44, 50, 20, 80, 90), classes: Int32Array.of(0, 1) },
  }
})

describe('a step with', () => {
  it.each(sets.map((change) => [JSON.stringify(change), change] as const))('%s', async (_name, change) => {
    const small = { size: 96, batch: 2, start: 'scratch', neckChannels: 16, anchorsPerScale: 1 }
    const parsed = trainSettings.parse({ ...small, ...change })
    const settings = { ...parsed, mosaic: parsed.mosaic ?? 0 }
    const folder = join(projectFolder, 'resources', 'weights')
    const pretrained = settings.start === 'pretrained' ? await readPretrained(folder) : null
    const detector = buildDetector({ settings, classes: 2, anchors, pretrained, scaling: fixedScaling })
    const state = initialState(detector)
    const inputs = buildBatch(samples, detector, settings, seededRandom(4), 64)
    const result = tf.tidy(() =>
      trainStepOf(detector, { settings, classFactors: [1, 1] })({ ...inputs, ...stepScalars(0, 1e-3, 0.9) }, state),
    ) as ReturnType<ReturnType<typeof trainStepOf>>
    for (const [name, loss] of Object.entries(result.outputs))
      expect(Number.isFinite(loss.dataSync()[0]), name).toBe(true)
    const before = state.weights!.dataSync()
    const after = result.state.weights!.dataSync()
    expect(after.every(Number.isFinite)).toBe(true)
    expect(after.some((value, index) => value !== before[index])).toBe(true)
    tf.dispose([...Object.values(inputs), ...Object.values(state)])
  })
})

it('every choice of the form is tried above', () => {
  const defaults = trainSettings.parse({})
  for (const [key, schema] of Object.entries(trainSettings.shape)) {
    const options = 'unwrap' in schema ? (schema.unwrap() as { options?: readonly string[] }).options : undefined
    if (!options || elsewhere.includes(key)) continue
    // Those of second order make no single step (fullBatch.test.ts).
    for (const option of options.filter((value) => !isSecondOrder(value))) {
      const isTried = sets.some((change) => change[key as keyof TrainSettings] === option)
      expect(isTried || option === defaults[key as keyof TrainSettings], `${key} ${option}`).toBe(true)
    }
  }
})
