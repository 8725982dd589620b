/** Evaluations of the project and the data of one of them, read again when labels or evaluations change. */
import { useEffect, useMemo, useState } from 'react'
import { isJobOver } from '../../shared/model.ts'
import type { Evaluation, EvaluationData } from '../../shared/reports.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { coalesce } from '../train/coalesce.ts'

/** Null until they are known. */
export function useEvaluations(): readonly Evaluation[] | null {
  const [evaluations, setEvaluations] = useState<readonly Evaluation[] | null>(null)
  useEffect(() => {
    const load = coalesce(() => call('results.list', {}).then(setEvaluations).catch(failUnlessClosed))
    load()
    return on(
      'job.changed',
      (job) => (job.kind === 'evaluate' || job.kind === 'folds') && isJobOver(job.state) && load(),
    )
  }, [])
  return evaluations
}

/** Null until the first answer; then the last one, until a newer has come. @param evaluationId null asks for nothing */
export function useEvaluationData(evaluationId: number | null): EvaluationData | null {
  const [data, setData] = useState<EvaluationData | null>(null)
  const load = useMemo(
    () =>
      coalesce(async () => {
        if (evaluationId !== null) await call('results.data', { evaluationId }).then(setData).catch(failUnlessClosed)
      }),
    [evaluationId],
  )
  useEffect(() => {
    load()
    // Not when another project is opened: there the number means another evaluation.
    const ends = [on('project.changed', load), on('engine.state', ({ isRunning }) => isRunning && load())]
    return () => {
      for (const end of ends) end()
    }
  }, [load])
  return evaluationId === null ? null : data
}
