/** All boxes that fit a filter, as a wall of crops. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { explainBrokenImage } from '../images/readHeader.ts'
import { measureBoxes } from '../jobs/measureJob.ts'
import { settleRules } from './findings.ts'

type Part = Pick<EngineHandlers, 'gallery.list' | 'gallery.measure' | 'gallery.crop'>

export function galleryHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store
  return {
    'gallery.list': async ({ filter, sort, isDescending }) => {
      await settleRules(context, filter)
      return store().gallery.list(filter, sort, isDescending)
    },
    'gallery.measure': async ({ filter }) => {
      await settleRules(context, filter)
      const job = openProjectOf(context).jobs.start('measure', { filter }, (jobContext) =>
        measureBoxes(jobContext, context.folders.cache, filter),
      )
      return { jobId: job.id }
    },
    'gallery.crop': async ({ id }) => {
      const annotation = store().annotations.find(id)
      if (!annotation) throw new BoxwrightError('not-found', `The project has no box ${id}.`)
      const image = store().images.getOne(annotation.imageId)
      const file = store().images.file(annotation.imageId)
      const path = join(file.rootPath, file.path)
      if (image.width === null || image.height === null || !existsSync(path)) {
        throw new BoxwrightError(
          'file-unreadable',
          `${path} cannot be shown: ${image.error ?? 'it is not there any more'}.`,
          {
            path,
          },
        )
      }
      const picture = { path, modifiedAt: file.modifiedAt, size: { width: image.width, height: image.height } }
      try {
        return { path: await openProjectOf(context).crops.crop(picture, annotation), mimeType: 'image/webp' }
      } catch (error) {
        if (error instanceof BoxwrightError) throw error
        throw new BoxwrightError('file-unreadable', `${path} cannot be shown: ${explainBrokenImage(error)}.`, { path })
      }
    },
  }
}
