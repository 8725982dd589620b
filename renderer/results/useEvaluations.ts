/** Evaluations of the project and the data of one of them, read again when labels or evaluations change. */
import { useEffect, useState } from 'react'
import { type EvaluationData, readEvaluation, readLabelsAgain } from '../../shared/evaluationData.ts'
import { isJobOver, type JobKind } from '../../shared/model.ts'
import type { Evaluation } from '../../shared/reports.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { coalesce } from '../train/coalesce.ts'

/** Jobs that leave an evaluation behind. */
const evaluatingJobs: ReadonlySet<JobKind> = new Set(['evaluate', 'folds', 'ensemble'])

/** Null until they are known. */
export function useEvaluations(): readonly Evaluation[] | null {
  const [evaluations, setEvaluations] = useState<readonly Evaluation[] | null>(null)
  useEffect(() => {
    const load = coalesce(() => call('results.list', {}).then(setEvaluations).catch(failUnlessClosed))
    load()
    return on('job.changed', (job) => evaluatingJobs.has(job.kind) && isJobOver(job.state) && load())
  }, [])
  return evaluations
}

type Read = typeof readEvaluation

/**
 * Null until the first answer; then the last one, until a newer has come.
 * @param evaluationId null asks for nothing
 * @param read `readFigures` where nobody looks at single boxes
 */
export function useEvaluationData(evaluationId: number | null, read: Read = readEvaluation): EvaluationData | null {
  const [data, setData] = useState<EvaluationData | null>(null)
  useEffect(() => {
    let isCurrent = true
    let known: EvaluationData | null = null
    const load = coalesce(async () => {
      if (evaluationId === null) return
      const reading = known ? readLabelsAgain(call, known, read) : read(call, evaluationId)
      known = await reading.catch((error) => {
        failUnlessClosed(error)
        return null
      })
      // The answer to an earlier question may come after that to a later one.
      if (known && isCurrent) setData(known)
    })
    load()
    // Not when another project is opened: there the number means another evaluation.
    const ends = [on('project.changed', load), on('engine.state', ({ isRunning }) => isRunning && load())]
    return () => {
      isCurrent = false
      for (const end of ends) end()
    }
  }, [evaluationId, read])
  return evaluationId === null ? null : data
}
