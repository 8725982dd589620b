/** The epochs of several runs, by run; newer ones are asked for as they come. */
import { useEffect, useState } from 'react'
import type { Epoch, Run } from '../../shared/reports.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { coalesce } from './coalesce.ts'

export function useEpochsOf(runs: readonly Run[]): ReadonlyMap<number, readonly Epoch[]> {
  const [epochs, setEpochs] = useState<ReadonlyMap<number, readonly Epoch[]>>(new Map())
  const ids = runs.map(({ id }) => id).join(' ')
  useEffect(() => {
    const wanted = ids.split(' ').map(Number)
    const load = coalesce(() =>
      Promise.all(wanted.map((id) => call('runs.get', { id })))
        .then((found) => setEpochs(new Map(found.map((run) => [run.id, run.epochs]))))
        .catch(failUnlessClosed),
    )
    load()
    return on('run.epoch', ({ runId }) => wanted.includes(runId) && load())
  }, [ids])
  return epochs
}
