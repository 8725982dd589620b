/** The folders of the project: adding, reading again, and linking anew when they were moved. */
import { existsSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Root } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { scanRoot } from '../jobs/scanJob.ts'

type Part = Pick<EngineHandlers, 'roots.list' | 'roots.add' | 'roots.rescan' | 'roots.relink'>

export function rootHandlers(context: EngineContext): Part {
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
