/** What becomes of files and folders that were dropped on the window. Each kind goes its way, and what has none is named. */
import type { TFunction } from 'i18next'
import type { CallResponse } from '../../shared/api.ts'
import { BoxwrightError, toPlainError } from '../../shared/errors.ts'
import type { ScanReport } from '../../shared/reports.ts'
import { createProjectFor } from '../shell/openProject.ts'
import { showImage } from '../stores/activity.ts'
import { askImport } from '../stores/importRequest.ts'
import { finishJob } from '../stores/jobs.ts'
import { openProjectAt } from '../stores/leaving.ts'
import { fail, note } from '../stores/messages.ts'
import { call } from '../studio.ts'

type Sorted = CallResponse<'drop.sort'>

export async function receiveDrop(t: TFunction, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return
  const sorted = await call('drop.sort', { paths: [...paths] })
  const [project] = sorted.projects
  // What was dropped beside it belongs to it, not to the project that stays open.
  if (project !== undefined && !(await openProjectAt(project))) return
  const said = [...(await takeFolders(t, sorted)), ...(await takeLabels(t, sorted)), ...leftOver(t, sorted)]
  if (sorted.imageFolders.length === 0 && sorted.imageIds.length > 0) showImage(sorted.imageIds[0]!)
  if (said.length > 0) note(said.join(' · '))
}

async function takeFolders(t: TFunction, { imageFolders }: Sorted): Promise<string[]> {
  if (imageFolders.length === 0) return []
  if (!(await isProjectOpen()) && !(await createProjectFor(t, imageFolders[0]!))) return []
  let added = 0
  for (const path of imageFolders) {
    try {
      const { jobId } = await call('roots.add', { path })
      added += ((await finishJob(jobId)) as ScanReport).added
    } catch (error) {
      // One folder that cannot be added does not keep the others out.
      fail(new BoxwrightError('conflict', toPlainError(error).message))
    }
  }
  return [t('drop.added', { count: added })]
}

async function takeLabels(t: TFunction, { labels }: Sorted): Promise<string[]> {
  if (labels.length === 0) return []
  const zip = labels.find((path) => /\.zip$/i.test(path))
  // A zip may bring its images along.
  if (zip !== undefined && !(await isProjectOpen()) && !(await createProjectFor(t, zip.slice(0, -4)))) return []
  if (!(await isProjectOpen())) {
    fail(new BoxwrightError('no-project', t('drop.labelsWithoutProject')))
    return []
  }
  askImport(sourceOf(labels))
  return [t('drop.labels', { count: labels.length })]
}

/** The engine knows; the window hears of a project a moment after it is open. */
const isProjectOpen = async (): Promise<boolean> => (await call('project.info', {})) !== null

/** Several label files are imported as the folder they lie in. */
function sourceOf(labels: readonly string[]): string {
  const [first] = labels
  return labels.length === 1 ? first! : first!.slice(0, Math.max(first!.lastIndexOf('/'), first!.lastIndexOf('\\')))
}

function leftOver(t: TFunction, { others, projects }: Sorted): string[] {
  const left = [...others, ...projects.slice(1)]
  if (left.length === 0) return []
  const names = left.slice(0, 5).map((path) => path.split(/[/\\]/).at(-1))
  fail(new BoxwrightError('bad-request', t('drop.others', { count: left.length, names: names.join(', ') })))
  return []
}
