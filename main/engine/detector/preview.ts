/**
 * What training will see, before it begins: pictures augmented as the settings say, with their boxes, and the anchors that
 * fit the project's boxes.
 */

import { seededRandom, shuffled } from '../../../shared/random.ts'
import type { TrainPreview } from '../../../shared/trainCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { PreviewTask } from '../../../shared/workerMessages.ts'
import { encodeJpeg } from '../images/encodeJpeg.ts'
import { readValues } from '../tensorflow/readValues.ts'
import { tf } from '../tensorflow/tensorflow.ts'
import { meanBestIou } from './anchors.ts'
import { type AugmentSettings, augmentBatch, augmentImages, augmentInputs } from './augment.ts'
import { shownSizes } from './config.ts'
import { familyOf } from './families.ts'
import { usefulMosaic } from './mosaic.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import { pictureSource } from './pictures.ts'
import { boxSizes, type Labelled, loadSamples, networkLabels } from './trainingSession.ts'

export async function previewTraining(task: PreviewTask): Promise<TrainPreview> {
  const { settings, categories } = task
  const random = seededRandom(settings.seed)
  const train = task.train.map((image) => ({ image, labels: networkLabels(image, settings.size) }))
  const sizes = boxSizes(train, settings.size)
  const anchors = familyOf(settings).anchorsFor(sizes, settings)
  const chosen = shuffled(train, random).slice(0, task.pictures)
  return {
    pictures: await augmentedPictures(chosen, {
      ...settings,
      mosaic: settings.mosaic ?? usefulMosaic(sizes, settings.size),
    }),
    categories: [...categories],
    side: settings.size,
    anchors: anchors.map((scale) => [...scale]),
    strides: [...familyOf(settings).strides],
    boxSizes: shuffled(sizes, random).slice(0, shownSizes),
    anchorFit: meanBestIou(sizes, anchors.flat()),
  }
}

async function augmentedPictures(
  chosen: readonly Labelled[],
  settings: AugmentSettings & Pick<TrainSettings, 'seed'>,
): Promise<TrainPreview['pictures']> {
  // A picture that cannot be decoded is named when the run begins; here the others are shown.
  const source = pictureSource({ side: settings.size, memoryBytes: 0, cacheFolder: null, onUnreadable: () => {} })
  const samples = []
  const images = []
  for (const one of chosen) {
    const [sample] = await loadSamples(source, [one])
    if (!sample) continue
    samples.push(sample)
    images.push(one.image)
  }
  if (samples.length === 0) return []
  const batch = augmentBatch(samples, settings, seededRandom(settings.seed))
  const shown = tf.tidy(() => augmentImages(augmentInputs(batch, settings), settings).clipByValue(0, 255).toInt())
  const pixels = await readValues<Int32Array>(shown)
  shown.dispose()
  const length = settings.size ** 2 * 3
  return Promise.all(
    images.map(async ({ id }, index) => {
      const own = Uint8Array.from(pixels.subarray(index * length, (index + 1) * length))
      const jpeg = (await encodeJpeg(own, settings.size)).toString('base64')
      return { imageId: id, jpeg, ...listed(batch.labels[index]!) }
    }),
  )
}

function listed({ boxes, classes }: NetworkBoxes): Pick<TrainPreview['pictures'][number], 'boxes' | 'classes'> {
  return {
    boxes: [...classes.keys()].map(
      (box) => [...boxes.subarray(box * 4, box * 4 + 4)] as [number, number, number, number],
    ),
    classes: [...classes],
  }
}
