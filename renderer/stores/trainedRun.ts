/** What came of a training. */
import { canDetect } from '../../shared/ensemble.ts'
import type { Run } from '../../shared/reports.ts'
import { call } from '../studio.ts'

/** @returns the run that a job trained, and of an ensemble with its members the ensemble; null when it detects nothing */
export async function trainedRun(jobId: number): Promise<Run | null> {
  const ofJob = (await call('runs.list', {})).filter((run) => run.jobId === jobId)
  const run = ofJob.find(({ ensemble }) => ensemble !== null) ?? ofJob[0]
  return run && canDetect(run) ? run : null
}
