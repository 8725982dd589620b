import type { TFunction } from 'i18next'
import type { ScanReport } from '../../shared/reports.ts'
import { finishJob } from '../stores/jobs.ts'
import { note } from '../stores/messages.ts'
import { call } from '../studio.ts'

export async function addFolder(t: TFunction): Promise<void> {
  const path = await call('desktop.chooseFolder', { title: t('images.addFolder') })
  if (!path) return
  const { jobId } = await call('roots.add', { path })
  noteScan(t, (await finishJob(jobId)) as ScanReport)
}

export async function rescanFolder(t: TFunction, rootId: number): Promise<void> {
  const { jobId } = await call('roots.rescan', { rootId })
  noteScan(t, (await finishJob(jobId)) as ScanReport)
}

export async function relinkFolder(t: TFunction, rootId: number): Promise<void> {
  const path = await call('desktop.chooseFolder', { title: t('images.relink') })
  if (!path) return
  const { jobId } = await call('roots.relink', { rootId, path })
  noteScan(t, (await finishJob(jobId)) as ScanReport)
}

function noteScan(t: TFunction, { added, missing, broken }: ScanReport): void {
  note(t('images.scanned', { added, missing, broken: broken.length }))
}
