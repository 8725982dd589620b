/** The latest sample detections of a run, while it is on the screen. Null until there are any. */
import { useEffect, useState } from 'react'
import type { RunSamples } from '../../shared/trainCalls.ts'
import { failUnlessClosed } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { coalesce } from './coalesce.ts'

export function useSamples(runId: number): RunSamples | null {
  const [samples, setSamples] = useState<RunSamples | null>(null)
  useEffect(() => {
    const load = coalesce(() => call('runs.samples', { id: runId }).then(setSamples).catch(failUnlessClosed))
    load()
    return on('run.sampled', (sampled) => sampled.runId === runId && load())
  }, [runId])
  return samples
}
