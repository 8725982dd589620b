/** Images: listing, reviewing, and the files behind them. */
import { join } from 'node:path'
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import type { Image, Review } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { explainBrokenImage, isDamage } from '../images/brokenPicture.ts'
import { displayFile } from '../images/displayFile.ts'
import { thumbnailFile } from '../images/thumbnail.ts'
import { pictureFileOf, unreadable } from '../pictureFileOf.ts'
import { settleRules } from './findings.ts'

type Part = Pick<
  EngineHandlers,
  | 'images.ids'
  | 'images.get'
  | 'images.statistics'
  | 'images.setReview'
  | 'images.setNote'
  | 'images.file'
  | 'images.path'
>

export function imageHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store

  return {
    'images.ids': async ({ filter }) => {
      await settleRules(context, filter)
      return store().images.ids(filter)
    },
    'images.statistics': async ({ filter }) => {
      await settleRules(context, filter)
      return store().distribution(filter)
    },
    'images.get': ({ ids }) => store().images.get(ids),
    'images.setReview': ({ ids, review, note }) => {
      const images = store()
        .images.get(ids)
        .filter((image) => isNewVerdict(image, review) || (note !== undefined && note !== image.note))
      if (images.length > 0) {
        const single = images.length === 1 ? images[0]!.id : null
        store().edits.run('review', single, (writer) => {
          for (const image of images) {
            writer.update('image', image.id, { review, is_changed_since_review: 0, note: note ?? image.note })
          }
        })
        announceChange(context, ids)
      }
      return {}
    },
    'images.setNote': ({ id, note }) => {
      if (store().images.getOne(id).note === note) return {}
      store().edits.run('note', id, (writer) => writer.update('image', id, { note }))
      announceChange(context, [id])
      return {}
    },
    'images.path': ({ id }) => {
      const file = store().images.file(id)
      return { path: join(file.rootPath, file.path) }
    },
    'images.file': ({ id, variant }) => fileToShow(context, id, variant),
  }
}

function isNewVerdict(image: Image, review: Review | null): boolean {
  return image.review !== review || (review !== null && image.isChangedSinceReview)
}

async function fileToShow(
  context: EngineContext,
  id: number,
  variant: 'full' | 'thumbnail',
): Promise<CallResponse<'images.file'>> {
  const { store } = openProjectOf(context)
  const file = await pictureFileOf(store, id)
  const { cache } = context.folders
  try {
    if (variant === 'full') return await displayFile(cache, file)
    return { path: await thumbnailFile(cache, file), mimeType: 'image/webp' }
  } catch (error) {
    const reason = explainBrokenImage(error)
    if (isDamage(error)) {
      // The scan looks at headers alone; from here on the file counts as broken, in lists and for training.
      store.images.setHeaders([{ id, header: { kind: 'broken', reason } }])
      announceChange(context, [id])
    }
    throw unreadable(file.path, reason)
  }
}
