/** The loss on the validation images: without augmentation and dropout, with the averaged weights, as a mean over their batches. */
import { seededRandom } from '../../../shared/random.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { buildBatch } from './batch.ts'
import { batchesOf } from './batchesOf.ts'
import { plainSettings } from './plainSettings.ts'
import { filledUp, loadSamples, networkLabels, type TrainingSession } from './trainingSession.ts'

/** @returns null when no validation image can be decoded */
export async function validationLoss({
  task,
  detector,
  model,
  pictures,
  room,
}: TrainingSession): Promise<number | null> {
  const { settings, val } = task
  const plain = plainSettings(settings)
  const labelled = val.map((image) => ({ image, labels: networkLabels(image, settings.size) }))
  let sum = 0
  let batches = 0
  for (const batch of batchesOf(labelled, settings.batch)) {
    const samples = await loadSamples(pictures, batch)
    if (samples.length === 0) continue
    const inputs = buildBatch(filledUp(samples, settings.batch), detector, plain, seededRandom(0), room)
    const losses = Object.values(model.run('measure', inputs))
    for (const loss of losses) sum += (await readValues(loss))[0]!
    tf.dispose([...losses, ...Object.values(inputs)])
    batches += 1
  }
  return batches === 0 ? null : sum / batches
}
