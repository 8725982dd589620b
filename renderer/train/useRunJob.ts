/** The job of a run: among those the window follows, else asked for once. */
import { useEffect, useState } from 'react'
import type { Job } from '../../shared/model.ts'
import { useJobs } from '../stores/jobs.ts'
import { call } from '../studio.ts'

export function useRunJob(jobId: number): Job | null {
  const followed = useJobs((state) => state.jobs.find((job) => job.id === jobId) ?? null)
  const [old, setOld] = useState<Job | null>(null)
  const isMissing = followed === null
  useEffect(() => {
    if (!isMissing) return
    // An old run may have outlived the row of its job; then only its cause is unknown.
    call('jobs.get', { id: jobId }).then(setOld, () => setOld(null))
  }, [jobId, isMissing])
  return followed ?? old
}
