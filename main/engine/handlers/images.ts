/** Images: listing and reviewing. */
import { join } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import type { Image, Review } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { EditWriter } from '../store/edits.ts'
import type { Store } from '../store/store.ts'
import { settleRules } from './findings.ts'

type Part = Pick<
  EngineHandlers,
  'images.ids' | 'images.get' | 'images.statistics' | 'images.setReview' | 'images.setNote' | 'images.path'
>

export function imageHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store

  return {
    'images.ids': async ({ filter, order }) => {
      await settleRules(context, filter)
      return store().images.ids(filter, order)
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
          if (review === 'verified') judgeCopies(store(), writer, images)
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
  }
}

function isNewVerdict(image: Image, review: Review | null): boolean {
  return image.review !== review || (review !== null && image.isChangedSinceReview)
}

/** Who verifies an image has looked at all of its boxes, also at those that were copied into it. */
function judgeCopies(store: Store, writer: EditWriter, images: readonly Image[]): void {
  const ids = store.annotations.copiedIds(images.map(({ id }) => id))
  for (const id of ids) writer.update('annotation', id, { is_copied: 0 })
}
