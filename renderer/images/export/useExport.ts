/** The course of an export: every choice is looked at without writing, then the folder is written. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CallRequest } from '../../../shared/api.ts'
import { toPlainError } from '../../../shared/errors.ts'
import type { DetectionChoice, ExistingRule } from '../../../shared/exchange/exportSettings.ts'
import type { ExportReport } from '../../../shared/reports.ts'
import { choicesFor, useExportChoices } from '../../stores/exportChoices.ts'
import { cancelJob, finishJob } from '../../stores/jobs.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

export type Export = {
  readonly directory: string
  readonly suggestion: string
  readonly setDirectory: (directory: string) => void
  readonly filter: string
  readonly setFilter: (filter: string) => void
  /** Null: the labels. */
  readonly detections: DetectionChoice | null
  readonly setDetections: (detections: DetectionChoice | null) => void
  readonly existing: ExistingRule
  readonly setExisting: (existing: ExistingRule) => void
  /** What would be written with the present choices; the former one while the next is counted. */
  readonly plan: ExportReport | null
  readonly report: ExportReport | null
  readonly failure: string | null
  readonly work: 'none' | 'counting' | 'writing'
  readonly jobId: number | null
  readonly run: () => void
}

type Answer = Pick<Export, 'plan' | 'report' | 'failure' | 'work' | 'jobId'>
const noAnswer: Answer = { plan: null, report: null, failure: null, work: 'none', jobId: null }
/** While someone types, counting follows at this pace. */
const restMs = 250

export function useExport(isOpen: boolean): Export {
  const remembered = useExportChoices()
  const projectPath = useProject((state) => state.project?.path ?? '')
  const suggestion = `${projectPath.replace(/\.boxwright$/i, '')}-${remembered.format}`
  const [directory, setDirectory] = useState('')
  const [filter, setFilter] = useState('')
  const [detections, setDetections] = useState<DetectionChoice | null>(null)
  const [existing, setExisting] = useState<ExistingRule>('refuse')
  const nextCount = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const isWriting = useRef(false)
  const { format, byFormat } = remembered

  const request = useMemo((): CallRequest<'export.start'> => {
    const { splits, states, ...choices } = choicesFor({ format, byFormat })
    const chosen = {
      ...choices,
      splits: [...splits],
      states: [...states],
      filter,
      existing,
      ...(detections && { detections }),
    }
    return { format, directory: directory || suggestion, ...chosen }
  }, [format, byFormat, directory, suggestion, filter, existing, detections])

  const { answer, forget, start } = useWork(request)

  useEffect(() => {
    if (!isOpen) return
    forget()
    setExisting('refuse')
    setDetections(null)
  }, [isOpen, forget])
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew whenever the request is another
  useEffect(() => {
    if (!isOpen) return
    // A count would take the place of what is running, and that must not be the export itself.
    nextCount.current = setTimeout(() => isWriting.current || void start(true), restMs)
    return () => clearTimeout(nextCount.current)
  }, [isOpen, request])

  return {
    ...answer,
    ...{ directory, suggestion, setDirectory, filter, setFilter, existing, setExisting, detections, setDetections },
    run: () => {
      clearTimeout(nextCount.current)
      isWriting.current = true
      void start(false).finally(() => {
        isWriting.current = false
      })
    },
  }
}

/** Counts or writes; of several that were begun the last one counts, and takes the place of the one before. */
function useWork(request: CallRequest<'export.start'>) {
  const [answer, setAnswer] = useState(noAnswer)
  const round = useRef(0)
  const running = useRef<number | null>(null)

  const start = async (dryRun: boolean) => {
    const own = ++round.current
    const put = (change: Partial<Answer>) => own === round.current && setAnswer((before) => ({ ...before, ...change }))
    if (running.current !== null) cancelJob(running.current)
    put({ work: dryRun ? 'counting' : 'writing', failure: null, jobId: null })
    try {
      const { jobId } = await call('export.start', { ...request, dryRun })
      // Another was begun while this one was asked for.
      if (own !== round.current) cancelJob(jobId)
      else running.current = jobId
      put({ jobId })
      const report = (await finishJob(jobId)) as ExportReport
      put(dryRun ? { plan: report, work: 'none' } : { report, work: 'none' })
    } catch (error) {
      const { code, message } = toPlainError(error)
      put({ failure: code === 'cancelled' ? null : message, work: 'none', ...(dryRun ? { plan: null } : {}) })
    }
  }
  return { answer, forget: useCallback(() => setAnswer(noAnswer), []), start }
}
