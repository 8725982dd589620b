/** The course of saving a report: where to, writing it, and for paper printing it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCancelled, toPlainError } from '../../../shared/errors.ts'
import type { WrittenReport } from '../../../shared/reportCalls.ts'
import { finishJob } from '../../stores/jobs.ts'
import { languageOf, usePreferences } from '../../stores/preferences.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

export const reportFormats = ['html', 'pdf'] as const
export type ReportFormat = (typeof reportFormats)[number]

export type Saving =
  | { readonly kind: 'none' }
  | { readonly kind: 'writing'; readonly jobId: number }
  | { readonly kind: 'printing' }
  | { readonly kind: 'saved'; readonly path: string; readonly bytes: number; readonly unreadable: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string }

export type ReportThresholds = { readonly confidence: number | 'auto'; readonly iou: number }
type Subject = ReportThresholds & { readonly evaluationId: number }

export type Report = { readonly saving: Saving; readonly save: (format: ReportFormat, worst: number) => Promise<void> }

export function useReport(subject: Subject): Report {
  const { t } = useTranslation()
  const [saving, setSaving] = useState<Saving>({ kind: 'none' })
  const language = usePreferences(languageOf)
  const projectPath = useProject((state) => state.project?.path ?? '')

  async function save(format: ReportFormat, worst: number): Promise<void> {
    try {
      const path = await call('desktop.chooseNewFile', {
        title: t('results.report.title'),
        suggestion: `${projectPath.replace(/\.boxwright$/i, '')}-report.${format}`,
        kinds: t(`results.report.kinds.${format}`),
        extension: format,
      })
      if (path === null) return
      // The page that is printed lies beside its PDF until then, and disappears with it.
      const page = format === 'pdf' ? `${path}.${Date.now()}.html` : path
      const { jobId } = await call('report.start', { ...subject, path: page, language, worst })
      setSaving({ kind: 'writing', jobId })
      const written = (await finishJob(jobId)) as WrittenReport
      if (format === 'pdf') setSaving({ kind: 'printing' })
      const { bytes } = format === 'pdf' ? await call('desktop.printPdf', { html: page, pdf: path }) : written
      setSaving({ kind: 'saved', path, bytes, unreadable: written.unreadable })
    } catch (error) {
      setSaving(isCancelled(error) ? { kind: 'none' } : { kind: 'failed', message: toPlainError(error).message })
    }
  }

  return { saving, save }
}
