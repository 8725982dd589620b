/** Folders and images: adding, listing, reviewing, and the files behind them. */
import { existsSync, statSync } from 'node:fs'
import { extname, join, resolve, sep } from 'node:path'
import type { CallResponse, EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Root } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { displayFile } from '../images/displayFile.ts'
import { explainBrokenImage } from '../images/readHeader.ts'
import { thumbnailFile } from '../images/thumbnail.ts'
import { scanRoot } from '../jobs/scanJob.ts'

type Part = Pick<
  EngineHandlers,
  | 'roots.list'
  | 'roots.add'
  | 'roots.rescan'
  | 'roots.relink'
  | 'images.ids'
  | 'images.get'
  | 'images.setReview'
  | 'images.file'
  | 'images.path'
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

  function scan(rootId: number): { jobId: number } {
    const job = openProjectOf(context).jobs.start('scan', { rootId }, (jobContext) =>
      scanRoot(jobContext, rootId, () => announceChange(context, null)),
    )
    return { jobId: job.id }
  }

  return {
    'roots.list': () => store().roots.list(),
    'roots.add': ({ path }) => {
      const folder = folderAt(path)
      refuseOverlap(folder, store().roots.list())
      const rootId = store().roots.add(folder)
      return { rootId, ...scan(rootId) }
    },
    'roots.rescan': ({ rootId }) => scan(store().roots.get(rootId).id),
    'roots.relink': ({ rootId, path }) => {
      const folder = folderAt(path)
      refuseOverlap(
        folder,
        store()
          .roots.list()
          .filter((root) => root.id !== rootId),
      )
      store().roots.relink(store().roots.get(rootId).id, folder)
      return scan(rootId)
    },

    'images.ids': ({ filter }) => store().images.ids(filter),
    'images.get': ({ ids }) => store().images.get(ids),
    'images.setReview': ({ ids, review }) => {
      const images = store()
        .images.get(ids)
        .filter((image) => image.review !== review)
      if (images.length > 0) {
        const single = images.length === 1 ? images[0]!.id : null
        store().edits.run('review', single, (writer) => {
          for (const image of images) writer.update('image', image.id, { review })
        })
        announceChange(context, ids)
      }
      return {}
    },
    'images.path': ({ id }) => {
      const file = store().images.file(id)
      return { path: join(file.rootPath, file.path) }
    },
    'images.file': ({ id, variant }) => fileToShow(context, id, variant),
  }
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

/** A folder within another one would bring the same pictures twice. */
function refuseOverlap(folder: string, roots: readonly Root[]): void {
  const isWithin = (inner: string, outer: string) => inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`)
  const other = roots.find((root) => isWithin(folder, root.path) || isWithin(root.path, folder))
  if (!other) return
  const relation = isWithin(folder, other.path) ? 'lies inside' : 'contains'
  throw new BoxwrightError(
    'conflict',
    `${folder} ${relation} ${other.path}, which is already in the project: its images would come twice.`,
    {
      path: folder,
      other: other.path,
    },
  )
}

function folderAt(path: string): string {
  const folder = resolve(path)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new BoxwrightError('folder-not-found', `There is no folder ${folder}. Check the path.`, { path: folder })
  }
  return folder
}
