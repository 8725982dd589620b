import { useEffect, useState } from 'react'
import type { ReadinessItem } from '../../shared/reports.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import { failUnlessClosed } from './failUnlessClosed.ts'

/** What the engine says about the project's fitness for training; asked again after every change. Null until known. */
/** @param size side of the network input in pixels; null while what is typed is no size */
export function useReadiness(size: number | null): readonly ReadinessItem[] | null {
  const revision = useProject((state) => state.revision)
  const [items, setItems] = useState<readonly ReadinessItem[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to ask
  useEffect(() => {
    let isWanted = true
    call('train.readiness', { size })
      .then((answer) => isWanted && setItems(answer))
      .catch(failUnlessClosed)
    return () => {
      isWanted = false
    }
  }, [revision, size])
  return items
}
