/** The files behind the pictures on the screen: whole, small, or in tiles. */
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { isLarge } from '../../../shared/pyramid.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { explainBrokenImage, isDamage } from '../images/brokenPicture.ts'
import { displayFile } from '../images/displayFile.ts'
import type { PictureFile } from '../images/pictureFile.ts'
import { thumbnailFile } from '../images/thumbnail.ts'
import { hasTiles, tileFile } from '../images/tiles.ts'
import { tilePicture } from '../jobs/tileJob.ts'
import { pictureFileOf, unreadable } from '../pictureFileOf.ts'

type Part = Pick<EngineHandlers, 'images.file' | 'images.tiles' | 'images.tile'>

export function pictureHandlers(context: EngineContext): Part {
  const project = () => openProjectOf(context)
  const { cache } = context.folders
  return {
    'images.file': async ({ id, variant }) => {
      const file = await pictureFileOf(project().store, id)
      return namingDamage(context, id, file, () => fileToShow(cache, file, variant))
    },
    'images.tiles': async ({ id }) => {
      const file = await pictureFileOf(project().store, id)
      if (!isLarge(file.size) || (await hasTiles(cache, file))) return { jobId: null }
      const { jobs, tileJobs } = project()
      const running = tileJobs.get(id)
      if (running !== undefined && jobs.isActive(running)) return { jobId: running }
      const job = jobs.start('tiles', { imageId: id }, (work) => tilePicture(work, cache, id))
      tileJobs.set(id, job.id)
      return { jobId: job.id }
    },
    'images.tile': async ({ id, ...tile }) => {
      const found = tileFile(cache, await pictureFileOf(project().store, id), tile)
      if (!found) throw new BoxwrightError('not-found', 'This tile of the picture is not made yet.')
      return found
    },
  }
}

async function fileToShow(
  cache: string,
  file: PictureFile,
  variant: 'full' | 'thumbnail',
): Promise<CallResponse<'images.file'>> {
  if (variant === 'full') return displayFile(cache, file)
  return { path: await thumbnailFile(cache, file), mimeType: 'image/webp', isOverview: false }
}

/** The scan looks at headers alone. A file whose picture turns out to be damaged counts as broken from then on. */
async function namingDamage<Value>(
  context: EngineContext,
  id: number,
  { path }: PictureFile,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const reason = explainBrokenImage(error)
    if (isDamage(error)) {
      openProjectOf(context).store.images.setHeaders([{ id, header: { kind: 'broken', reason } }])
      announceChange(context, [id])
    }
    throw unreadable(path, reason)
  }
}
