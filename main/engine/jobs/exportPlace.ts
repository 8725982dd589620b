/** Where an export must not go: over the project and its images. */
import { resolve, sep } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Problem } from '../../../shared/reports.ts'
import { problemAt } from '../formats/problem.ts'
import type { Store } from '../store/store.ts'

/** Such a folder could be moved aside, and the project with it. @throws BoxwrightError `conflict` */
export function refuseOwnPlace(store: Store, directory: string): void {
  const target = resolve(directory)
  const held = [store.path, ...store.roots.list().map(({ path }) => path)].find((path) => isWithin(path, target))
  if (held === undefined) return
  const what = held === store.path ? 'this project file' : 'images of this project'
  throw new BoxwrightError('conflict', `${target} holds ${what}: choose another folder for the export.`, {
    path: target,
  })
}

/** Copies among the images would become images of the project when their folder is read again. */
export function placeProblems(store: Store, directory: string): Problem[] {
  const target = resolve(directory)
  const root = store.roots.list().find(({ path }) => isWithin(target, path))
  if (!root) return []
  const message = `lies within the images of this project (${root.path}): its copies come into the project when that folder is read again`
  return [problemAt('export-among-images', { file: target }, message)]
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}
