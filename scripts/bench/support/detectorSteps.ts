/**
 * A process that trains a detector with the settings of a new project on drawn pictures: for each line with a number it takes so many
 * steps and answers with the seconds of one. Its first line names the device.
 * Arguments: side of the picture, pictures in a step, device, detector.
 */
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { buildBatch } from '../../../main/engine/detector/batch.ts'
import { buildDetector } from '../../../main/engine/detector/detector.ts'
import { familyOf } from '../../../main/engine/detector/families.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import { readPretrained } from '../../../main/engine/detector/pretrained.ts'
import { initialState, stepScalars, trainStepOf } from '../../../main/engine/detector/trainStep.ts'
import { compileModel } from '../../../main/engine/tensorflow/compiledModel.ts'
import { chooseDevice } from '../../../main/engine/tensorflow/device.ts'
import { readValues } from '../../../main/engine/tensorflow/readValues.ts'
import { tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

const [size, batch] = process.argv.slice(2, 4).map(Number) as [number, number]
const settings = {
  ...trainSettings.parse({ size, device: process.argv[4], detector: process.argv[5] }),
  batch,
  mosaic: 0,
}
const device = await chooseDevice(settings.device)
const sizes = [0.1, 0.2, 0.4].map((part) => ({ width: part * size, height: part * size }))
const pretrained = await readPretrained(fileURLToPath(new URL('../../../resources/weights', import.meta.url)))
const anchors = familyOf(settings).anchorsFor(sizes, settings)
const detector = buildDetector({ settings, classes: 3, anchors, pretrained, scaling: fixedScaling })
const random = seededRandom(1)
const samples = Array.from({ length: batch }, (_, index) => {
  const x = random.between(0, size / 2)
  const pixels = Uint8Array.from({ length: size * size * 3 }, () => random.below(256))
  return {
    pixels,
    labels: { boxes: Float64Array.of(x, x, x + size / 4, x + size / 3), classes: Int32Array.of(index % 3) },
  }
})
const room = detector.roomFor(
  samples.map(({ labels }) => labels),
  settings,
)
const inputs = buildBatch(samples, detector, settings, random, room)
const model = await compileModel(
  {
    train: {
      run: trainStepOf(detector, { settings, classFactors: [1, 1, 1] }),
      exampleInputs: { ...inputs, ...stepScalars(0, 0, 0) },
    },
  },
  initialState(detector),
)
let count = 0

async function takeStep(): Promise<void> {
  const scalars = stepScalars(count++, 1e-4, 0.9)
  const outputs = Object.values(model.run('train', { ...inputs, ...scalars }))
  await Promise.all(outputs.map((loss) => readValues(loss)))
  tf.dispose([...outputs, ...Object.values(scalars)])
}

process.stdout.write(`${device.name}${device.webgpu ? `, WebGPU through ${device.webgpu.through}` : ''}\n`)
for await (const line of createInterface(process.stdin)) {
  const startedAt = performance.now()
  for (let step = 0; step < Number(line); step++) await takeStep()
  process.stdout.write(`${(performance.now() - startedAt) / 1000 / Number(line)}\n`)
}
process.exit(0)
