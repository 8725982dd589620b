/** All boxes that fit a filter, as a wall of crops. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { explainBrokenImage } from '../images/brokenPicture.ts'
import { measureBoxes } from '../jobs/measureJob.ts'
import { pictureFileOf, unreadable } from '../pictureFileOf.ts'
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
      const file = await pictureFileOf(store(), annotation.imageId)
      try {
        return { path: await openProjectOf(context).crops.crop(file, annotation), mimeType: 'image/webp' }
      } catch (error) {
        if (error instanceof BoxwrightError) throw error
        throw unreadable(file.path, explainBrokenImage(error))
      }
    },
  }
}
