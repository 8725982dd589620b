/** Cuts out and measures the boxes of a gallery ahead of time, image by image, so that it scrolls and sorts at once. */
import { join } from 'node:path'
import type { MeasureReport } from '../../../shared/reports.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { brightnessOf, cropFile, decodeForCrops } from '../images/crops.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import type { BoxMeasure } from '../store/gallery.ts'
import type { JobContext } from './runner.ts'

type UnmeasuredBox = ReturnType<JobContext['store']['gallery']['unmeasured']>[number]

export async function measureBoxes(context: JobContext, cacheFolder: string, filter: string): Promise<MeasureReport> {
  const { store, signal, report } = context
  const byImage = Map.groupBy(store.gallery.unmeasured(filter), ({ imageId }) => imageId)
  const problems: MeasureReport['problems'] = []
  let done = 0
  let boxes = 0
  const startedAt = Date.now()
  for (const [imageId, unmeasured] of byImage) {
    signal.throwIfAborted()
    const path = pathOf(context, imageId)
    try {
      store.gallery.setMeasures(await measureImage(context, cacheFolder, imageId, unmeasured))
      boxes += unmeasured.length
    } catch (error) {
      problems.push({ path, message: explainBrokenImage(error) })
    }
    done += 1
    report({
      value: done / byImage.size,
      title: `Cut out the boxes of ${done} of ${byImage.size} images`,
      phase: 'cropping',
      secondsLeft: ((Date.now() - startedAt) / 1000 / done) * (byImage.size - done),
    })
  }
  return { images: done, boxes, problems }
}

function pathOf({ store }: JobContext, imageId: number): string {
  const { rootPath, path } = store.images.file(imageId)
  return join(rootPath, path)
}

async function measureImage(
  { store }: JobContext,
  cacheFolder: string,
  imageId: number,
  unmeasured: readonly UnmeasuredBox[],
): Promise<BoxMeasure[]> {
  const file = await pictureFileOf(store, imageId)
  const pixels = await decodeForCrops(cacheFolder, file, unmeasured)
  for (const box of unmeasured) await cropFile(cacheFolder, file, box, async () => pixels)
  return unmeasured.map((box) => ({ id: box.id, source: box.source, brightness: brightnessOf(pixels, box) }))
}
