/** Looks for near copies while the split dialog is open: starts by itself, can be cancelled, and can be started again. */
import { useEffect, useRef, useState } from 'react'
import type { Job } from '../../../shared/model.ts'
import type { CompareReport } from '../../../shared/reports.ts'
import { activeJob, cancelJob, finishJob, useJobs } from '../../stores/jobs.ts'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'

export type Comparison = {
  readonly job: Job | null
  /** Pictures that could not be looked at. */
  readonly unreadable: number
  /** How many comparisons have ended since the dialog opened, well or not. */
  readonly ended: number
  readonly start: () => void
  readonly cancel: () => void
}

/** @param uncompared images that were not looked at yet */
export function useComparison(uncompared: number): Comparison {
  const job = useJobs((state) => activeJob(state.jobs, ['compare']))
  const [state, setState] = useState({ unreadable: 0, ended: 0 })
  const isStarted = useRef(false)

  const start = () => {
    isStarted.current = true
    const work = async () => {
      const { problems } = (await finishJob((await call('split.compare', {})).jobId)) as CompareReport
      setState(({ ended }) => ({ unreadable: problems.length, ended: ended + 1 }))
    }
    work().catch((error: unknown) => {
      setState(({ ended, unreadable }) => ({ unreadable, ended: ended + 1 }))
      if ((error as { code?: string }).code !== 'cancelled') fail(error)
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening of the dialog
  useEffect(() => {
    if (uncompared > 0 && !job && !isStarted.current) start()
  }, [uncompared])

  return { job, ...state, start, cancel: () => job && cancelJob(job.id) }
}
