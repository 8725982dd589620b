/** The same detector through WebGPU as on the processor: its steps, what it finds, and its weights from one to the other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildBatch } from '../../../main/engine/detector/batch.ts'
import { readCheckpoint, writeCheckpoint } from '../../../main/engine/detector/checkpoint.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { type CompiledModel, compileModel, type StateArrays } from '../../../main/engine/tensorflow/compiledModel.ts'
import { readValues } from '../../../main/engine/tensorflow/readValues.ts'
import { type TensorMap, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { findCard } from '../../../main/engine/tensorflow/webgpu.ts'
import { seededRandom } from '../../../shared/random.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'
import { hasSoftwareVulkan, useSoftwareVulkan } from '../../support/softwareVulkan.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

type Model = CompiledModel<'train' | 'predict'>
type Found = { readonly boxes: Float32Array; readonly probabilities: Float32Array }

const side = 96
const settings = trainSettings.parse({
  ...{ size: side, batch: 1, start: 'scratch', width: 'small', neckChannels: 16, anchorsPerScale: 1 },
  ...{ rotate: 10, hue: 0.1, saturation: 0.3, blur: 0.5, dropout: 0.2 },
})
const square = (length: number) => ({ width: length, height: length })
const anchors = [[square(12)], [square(30)], [square(60)]]
const detector = buildDetector({ settings, classes: 2, anchors, pretrained: null, scaling: fixedScaling })

/** A picture of noise with a box; the same at each call. */
function batch(): TensorMap {
  const random = seededRandom(1)
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, index) => (index % side) + random.below(120))
  const labels = { boxes: Float64Array.of(20, 30, 52, 58), classes: Int32Array.of(1) }
  return buildBatch([{ pixels, labels }], detector, { ...settings, mosaic: 0 }, seededRandom(9), 32)
}

function newModel(): Promise<Model> {
  const inputs = batch()
  return compileModel(
    {
      train: {
        run: trainStepOf(detector, { settings, classFactors: [1, 1] }),
        exampleInputs: { ...inputs, ...stepScalars(0, 0, 0) },
      },
      predict: { run: predictStepOf(detector), exampleInputs: { images: inputs.images!.clone() } },
    },
    initialState(detector),
  )
}

const lossNames = ['box', 'objectness', 'class'] as const

async function step(model: Model, count: number): Promise<number[]> {
  const inputs = { ...batch(), ...stepScalars(count, 1e-3, 0.5) }
  const outputs = model.run('train', inputs)
  const losses = await Promise.all(lossNames.map(async (name) => (await readValues(outputs[name]!))[0]!))
  tf.dispose([...Object.values(inputs), ...Object.values(outputs)])
  return losses
}

async function detect(model: Model): Promise<Found> {
  const { boxes, probabilities } = model.run('predict', { images: batch().images! })
  return { boxes: await readValues(boxes!), probabilities: await readValues(probabilities!) }
}

/** As what another kind of processor wrote into a file. */
async function throughFile(state: StateArrays): Promise<StateArrays> {
  const folder = temporaryFolder()
  const info = { settings, categories: [], anchors, scaling: fixedScaling, epoch: 1, step: 3, ap: null, ap50: null }
  await writeCheckpoint(folder, 'best', { info: { ...info, progress: null } as never, state })
  return (await readCheckpoint(folder, 'best')).state
}

function expectSame(found: Found, expected: Found): void {
  // Boxes in parts of the picture, probabilities as they are: 1e-3 of what they can be.
  expect(largestDifference(found.boxes, expected.boxes) / side).toBeLessThan(1e-3)
  expect(largestDifference(found.probabilities, expected.probabilities)).toBeLessThan(1e-3)
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0)
}

describe.skipIf(!hasSoftwareVulkan)('a detector', () => {
  let processor: Model
  let card: Model
  const on = async <Result>(backend: 'tensorflow' | 'webgpu', work: () => Promise<Result>) => {
    await tf.setBackend(backend)
    return work()
  }

  beforeAll(async () => {
    useSoftwareVulkan()
    processor = await newModel()
    const found = await findCard()
    await found.use()
    card = await newModel()
  })
  afterAll(() => processor?.dispose())

  it('has the same losses through WebGPU in three steps, and leaves no tensors behind', async () => {
    const tensors: number[] = []
    for (let count = 0; count < 3; count++) {
      const expected = await on('tensorflow', () => step(processor, count))
      const losses = await on('webgpu', () => step(card, count))
      for (const [place, loss] of losses.entries()) {
        expect(Math.abs(loss / expected[place]! - 1), `${lossNames[place]} of step ${count}`).toBeLessThan(1e-3)
      }
      tensors.push(tf.memory().numTensors)
    }
    expect(new Set(tensors).size).toBe(1)
  }, 300_000)

  it('finds the same with weights that the other wrote, in both directions', async () => {
    const fromCard = await on('webgpu', () => card.readState())
    const fromProcessor = await on('tensorflow', () => processor.readState())
    // Three steps moved them, and each on its own way.
    expect(largestDifference(fromProcessor.average!, fromCard.average!)).toBeGreaterThan(0)
    const expected = await on('tensorflow', () => detect(processor))
    const own = await on('webgpu', () => detect(card))
    card.writeState(await throughFile(fromProcessor))
    expectSame(await detect(card), expected)
    await tf.setBackend('tensorflow')
    processor.writeState(await throughFile(fromCard))
    expectSame(await detect(processor), own)
  }, 300_000)
})
