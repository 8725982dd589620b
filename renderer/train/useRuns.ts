/** The runs of the project, newest first, kept up to date while a training goes on. */
import { useEffect, useMemo, useState } from 'react'
import { isJobOver, type Job } from '../../shared/model.ts'
import type { Epoch, Run } from '../../shared/reports.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { coalesce } from './coalesce.ts'
import { mergeEpochs } from './epochs.ts'
import { trainingJobs } from './trainingJobs.ts'

export type Runs = {
  /** Null until they are known. */
  readonly runs: readonly Run[] | null
  readonly reload: () => void
}

export function useRuns(): Runs {
  const [runs, setRuns] = useState<readonly Run[] | null>(null)
  const reload = useMemo(() => coalesce(() => call('runs.list', {}).then(setRuns).catch(failUnlessClosed)), [])
  useEffect(() => {
    reload()
    const states = new Map<number, Job['state']>()
    const ends = [
      on('run.epoch', reload),
      on('run.ordered', reload),
      on('search.changed', reload),
      on('job.changed', (job) => {
        // Progress comes ten times a second; only a new state can change a run.
        if (!(trainingJobs.includes(job.kind) || job.kind === 'folds') || states.get(job.id) === job.state) return
        states.set(job.id, job.state)
        reload()
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [reload])
  return { runs, reload }
}

/** The epochs of a run; new ones join as they come. Null until they are known. */
export function useEpochs(runId: number): readonly Epoch[] | null {
  const [epochs, setEpochs] = useState<readonly Epoch[] | null>(null)
  useEffect(() => {
    const join = (news: readonly Epoch[]) => setEpochs((known) => mergeEpochs(known ?? [], news))
    const load = coalesce(() =>
      call('runs.get', { id: runId })
        .then((run) => join(run.epochs))
        .catch(failUnlessClosed),
    )
    load()
    const ends = [
      on('run.epoch', (epoch) => epoch.runId === runId && join([epoch])),
      // An event may have been lost; at the end the table is asked once more.
      on('job.changed', (job) => trainingJobs.includes(job.kind) && isJobOver(job.state) && load()),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [runId])
  return epochs
}
