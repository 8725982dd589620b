/** The course of exporting a run's detector: what is wanted, the job, and what came of it. */
import { useState } from 'react'
import { isCancelled, toPlainError } from '../../../shared/errors.ts'
import {
  type ExportedModel,
  type MeasuredPart,
  type ModelFormat,
  type ModelPrecision,
  precisionsOf,
} from '../../../shared/modelExportCalls.ts'
import { finishJob } from '../../stores/jobs.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

type Wanted = {
  readonly format: ModelFormat
  readonly precision: ModelPrecision
  readonly measure: MeasuredPart
  /** Empty: as suggested. */
  readonly directory: string
  readonly isAside: boolean
}

type Exporting =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly jobId: number }
  | { readonly kind: 'done'; readonly model: ExportedModel }
  | { readonly kind: 'failed'; readonly message: string; readonly isThere: boolean }

export type ModelExport = {
  readonly wanted: Wanted
  readonly suggestion: string
  readonly change: (change: Partial<Wanted>) => void
  readonly exporting: Exporting
  readonly start: () => Promise<void>
  /** Puts what came of it away; what is under way goes on. */
  readonly forget: () => void
}

const usual: Wanted = { format: 'onnx', precision: 'float32', measure: 'val', directory: '', isAside: false }

export function useModelExport(runId: number): ModelExport {
  const [wanted, setWanted] = useState(usual)
  const [exporting, setExporting] = useState<Exporting>({ kind: 'none' })
  const projectPath = useProject((state) => state.project?.path ?? '')
  const { format, precision, measure, isAside } = wanted
  const suggestion = `${projectPath.replace(/\.boxwright$/i, '')}-run-${runId}-${format}-${precision}`
  const directory = wanted.directory.trim() || suggestion

  function change(changed: Partial<Wanted>): void {
    const next = { ...wanted, ...changed }
    const isKnown = precisionsOf[next.format].includes(next.precision)
    setWanted({ ...next, precision: isKnown ? next.precision : 'float32' })
    // A failure is about what was wanted before; that a folder is in the way stays in sight while it is decided.
    if (exporting.kind === 'failed' && changed.isAside === undefined) setExporting({ kind: 'none' })
  }

  async function start(): Promise<void> {
    try {
      const existing = isAside ? 'aside' : 'refuse'
      const request = { runId, format, precision, measure, directory, existing } as const
      const { jobId } = await call('model.export', request)
      setExporting({ kind: 'working', jobId })
      setExporting({ kind: 'done', model: (await finishJob(jobId)) as ExportedModel })
    } catch (error) {
      const { code, message } = toPlainError(error)
      setExporting(isCancelled(error) ? { kind: 'none' } : { kind: 'failed', message, isThere: code === 'conflict' })
    }
  }

  const forget = () => {
    if (exporting.kind === 'working') return
    setExporting({ kind: 'none' })
    setWanted({ ...wanted, isAside: false, directory: '' })
  }

  return { wanted, suggestion, change, exporting, start, forget }
}
