/** Images: listing, reviewing, and the files behind them. */
import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Image, Review } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { displayFile } from '../images/displayFile.ts'
import { explainBrokenImage } from '../images/readHeader.ts'
import { thumbnailFile } from '../images/thumbnail.ts'
import { settleRules } from './findings.ts'

type Part = Pick<
  EngineHandlers,
  'images.ids' | 'images.get' | 'images.setReview' | 'images.setNote' | 'images.file' | 'images.path'
>

const mimeTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
}

export function imageHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store

  return {
    'images.ids': async ({ filter }) => {
      await settleRules(context, filter)
      return store().images.ids(filter)
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
  const { rootPath, path: relativePath, modifiedAt } = openProjectOf(context).store.images.file(id)
  const path = join(rootPath, relativePath)
  if (!existsSync(path)) throw new BoxwrightError('file-unreadable', `${path} is not there any more.`, { path })
  const { cache } = context.folders
  try {
    if (variant === 'thumbnail') return { path: await thumbnailFile(cache, path, modifiedAt), mimeType: 'image/webp' }
    const mimeType = mimeTypes[extname(path).toLowerCase()]
    if (mimeType) return { path, mimeType }
    return { path: await displayFile(cache, path, modifiedAt), mimeType: 'image/webp' }
  } catch (error) {
    throw new BoxwrightError('file-unreadable', `${path} cannot be shown: ${explainBrokenImage(error)}.`, { path })
  }
}
