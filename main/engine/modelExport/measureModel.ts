/** What an export costs: the AP of the file and of the run's own weights, over the same labelled pictures. */
import type { ModelMeasure } from '../../../shared/modelExportCalls.ts'
import type { ExportModelTask, ImageDetections } from '../../../shared/workerMessages.ts'
import { smallestConfidence } from '../detector/config.ts'
import { type DetectionRunner, detect } from '../detector/detect.ts'
import type { LoadedDetector } from '../detector/loadDetector.ts'
import type { PictureSource } from '../detector/pictures.ts'
import { averagePrecisionOf } from '../detector/validate.ts'
import type { OpenedModel } from './openModel.ts'

export type Measuring = {
  readonly own: LoadedDetector
  readonly opened: OpenedModel
  readonly pictures: PictureSource
  readonly isCancelled: () => boolean
  /** @param done of twice the images: both are measured */
  readonly onMeasured: (done: number) => void
}

export async function measureModel(
  { split, images }: NonNullable<ExportModelTask['measured']>,
  { own, opened, pictures, isCancelled, onMeasured }: Measuring,
): Promise<ModelMeasure> {
  const { categories } = own.info
  let done = 0
  let read = 0
  const measured = async (runner: DetectionRunner) => {
    const found: ImageDetections[] = []
    const onImages = (detections: readonly ImageDetections[]) => {
      found.push(...detections)
      done += detections.length
      onMeasured(done)
    }
    await detect(runner, images, pictures, { confidence: smallestConfidence, isCancelled, onImages })
    read = found.length
    const readable = new Set(found.map(({ imageId }) => imageId))
    const { ap, ap50 } = averagePrecisionOf(
      images.filter(({ id }) => readable.has(id)),
      found,
      categories,
    )
    return { ap, ap50 }
  }
  const run = await measured(own.runner)
  const exported = await measured({ ...own.runner, predict: opened.predict })
  return { split, images: read, run, exported }
}
