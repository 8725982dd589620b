/** The folders of the project: adding, reading again, and linking anew when they were moved. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Root } from '../../../shared/model.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { checkLink } from '../jobs/linkJob.ts'

type Part = Pick<EngineHandlers, 'roots.list' | 'roots.add' | 'roots.rescan' | 'roots.checkLink' | 'roots.relink'>

export function rootHandlers(context: EngineContext): Part {
  const store = () => openProjectOf(context).store

  function scan(rootId: number): { jobId: number } {
    const { jobs, folders } = openProjectOf(context)
    folders.refresh()
    const job = jobs.start('scan', { rootId }, async ({ signal, report }) => {
      const found = await folders.scan(rootId, { signal, report })
      announceChange(context, null)
      return found
    })
    return { jobId: job.id }
  }

  function folderForLink(rootId: number, path: string): string {
    const folder = folderAt(path)
    const others = store().roots.list()
    refuseOverlap(
      folder,
      others.filter((root) => root.id !== rootId),
    )
    return folder
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
    'roots.checkLink': ({ rootId, path }) => {
      const folder = folderForLink(rootId, path)
      const job = openProjectOf(context).jobs.start('scan', { rootId, path }, (work) => checkLink(work, rootId, folder))
      return { jobId: job.id }
    },
    'roots.relink': ({ rootId, path }) => {
      const folder = folderForLink(rootId, path)
      store().roots.relink(store().roots.get(rootId).id, folder)
      return scan(rootId)
    },
  }
}

/** A folder within another one would bring the same pictures twice. */
function refuseOverlap(folder: string, roots: readonly Root[]): void {
  const isWithin = (inner: string, outer: string) => {
    // A link to a folder is that folder.
    const [innerPath, outerPath] = [realPathOf(inner), realPathOf(outer)]
    return innerPath !== outerPath && innerPath.startsWith(outerPath.endsWith(sep) ? outerPath : `${outerPath}${sep}`)
  }
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

const realPathOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

function folderAt(path: string): string {
  const folder = resolve(path)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new BoxwrightError('folder-not-found', `There is no folder ${folder}. Check the path.`, { path: folder })
  }
  return folder
}
