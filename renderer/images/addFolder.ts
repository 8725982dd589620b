/** Folders into the project: added, looked through again, or linked to their new place. */
import type { TFunction } from 'i18next'
import type { ScanReport } from '../../shared/reports.ts'
import { finishJob } from '../stores/jobs.ts'
import { note } from '../stores/messages.ts'
import { call } from '../studio.ts'

export async function addFolder(t: TFunction): Promise<void> {
  const path = await call('desktop.chooseFolder', { title: t('images.addFolder') })
  if (path) await noteScan(t, await call('roots.add', { path }))
}

export async function rescanFolder(t: TFunction, rootId: number): Promise<void> {
  await noteScan(t, await call('roots.rescan', { rootId }))
}

export async function relinkFolder(t: TFunction, rootId: number, path: string): Promise<void> {
  await noteScan(t, await call('roots.relink', { rootId, path }))
}

async function noteScan(t: TFunction, { jobId }: { readonly jobId: number }): Promise<void> {
  const { added, moved, missing, broken } = (await finishJob(jobId)) as ScanReport
  const text = t('images.scanned', { added, missing, broken: broken.length - missing })
  note(moved > 0 ? `${text}, ${t('images.news.moved', { count: moved })}` : text)
}
