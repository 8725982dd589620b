/** The searches of the project, newest first, kept up to date while one goes on. */
import { useEffect, useMemo, useState } from 'react'
import type { Job } from '../../../shared/model.ts'
import type { Search } from '../../../shared/searchCalls.ts'
import { failUnlessClosed } from '../../stores/messages.ts'
import { call, on } from '../../studio.ts'
import { coalesce } from '../coalesce.ts'

export type Searches = {
  /** Null until they are known. */
  readonly searches: readonly Search[] | null
  readonly reload: () => void
}

export function useSearches(): Searches {
  const [searches, setSearches] = useState<readonly Search[] | null>(null)
  const reload = useMemo(() => coalesce(() => call('search.list', {}).then(setSearches).catch(failUnlessClosed)), [])
  useEffect(() => {
    reload()
    const states = new Map<number, Job['state']>()
    const ends = [
      on('search.changed', reload),
      on('run.epoch', reload),
      on('job.changed', (job) => {
        if (job.kind !== 'search' || states.get(job.id) === job.state) return
        states.set(job.id, job.state)
        reload()
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [reload])
  return { searches, reload }
}
