/** The ways into a project. */
import type { TFunction } from 'i18next'
import { usualProjectFile } from '../../shared/folderNames.ts'
import { finishJob } from '../stores/jobs.ts'
import { mayLeave, openProjectAt } from '../stores/leaving.ts'
import { call } from '../studio.ts'

export async function openProject(t: TFunction): Promise<void> {
  const path = await call('desktop.chooseProject', { title: t('start.openProject') })
  if (path) await openProjectAt(path)
}

/** A new project beside a folder of images: the user chooses the folder, then where the project file goes. */
export async function openFolder(t: TFunction): Promise<void> {
  const folder = await call('desktop.chooseFolder', { title: t('start.chooseImages') })
  if (!folder) return
  if (!(await createProjectFor(t, folder))) return
  const { jobId } = await call('roots.add', { path: folder })
  await finishJob(jobId)
}

/** @returns false when the user thought better of it */
export async function createProjectFor(t: TFunction, folder: string): Promise<boolean> {
  const path = await call('desktop.chooseNewProject', {
    title: t('start.chooseProject'),
    suggestion: usualProjectFile(folder),
  })
  if (!path || !(await mayLeave())) return false
  await call('project.create', { path })
  return true
}
