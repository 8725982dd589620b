/** The largest picture and the most anchors that the settings allow: what is computed once for all cells grows with both. */
import { expect, it } from 'vitest'
import { buildBatch, type Sample } from '../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { familyOf } from '../../../main/engine/detector/families.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { initialState, predictStepOf, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { seededRandom } from '../../../shared/random.ts'
import { detectorName, trainSettings } from '../../../shared/trainSettings.ts'

const side = 1280
const square = (length: number) => ({ width: length, height: length })
const sizes = Array.from({ length: 27 }, (_, index) => square(16 + index * 30))
const sample: Sample = {
  pixels: new Uint8Array(side * side * 3).fill(90),
  labels: { boxes: Float64Array.of(100, 200, 400, 600), classes: Int32Array.of(1) },
}

it.each(detectorName.options)(
  '%s learns from and looks at pictures of 1280 pixels with 9 anchors in a cell',
  { timeout: 120_000 },
  async (detector) => {
    const small = { start: 'scratch', width: 'small', neckChannels: 16, anchorsPerScale: 9 } as const
    const parsed = trainSettings.parse({ detector, size: side, batch: 1, ...small })
    const settings = { ...parsed, batch: 1, mosaic: 0 }
    const anchors = familyOf(settings).anchorsFor(sizes, settings)
    const network = buildDetector({ settings, classes: 2, anchors, pretrained: null, scaling: fixedScaling })
    const room = network.roomFor([sample.labels], settings)
    const inputs = { ...buildBatch([sample], network, settings, seededRandom(1), room), ...stepScalars(0, 1e-3, 0.5) }
    const images = inputs.images!
    const model = await compileModel(
      {
        train: { run: trainStepOf(network, { settings, classFactors: [1, 1] }), exampleInputs: inputs },
        predict: { run: predictStepOf(network), exampleInputs: { images } },
      },
      initialState(network),
    )

    const losses = Object.values(model.run('train', inputs)).map((loss) => loss.dataSync()[0]!)
    expect(losses.every(Number.isFinite)).toBe(true)
    const { boxes } = model.run('predict', { images })
    expect(boxes!.dataSync().every(Number.isFinite)).toBe(true)
    model.dispose()
  },
)
