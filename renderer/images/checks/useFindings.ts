import { useCallback, useEffect, useState } from 'react'
import type { CallResponse } from '../../../shared/api.ts'
import type { FindingKind } from '../../../shared/filter/terms.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

type Found = CallResponse<'findings.list'>
export type ListedFinding = Found['findings'][number]

export type Findings = {
  /** Null until the first answer. */
  readonly data: Found | null
  readonly hasFailed: boolean
  /** The finding is dealt with; it goes before the engine says so. */
  readonly hide: (finding: ListedFinding) => void
}

export const keyOf = ({ kind, annotationIds }: ListedFinding): string => `${kind} ${annotationIds.join(' ')}`

/** While someone works, the list follows at this pace. */
const pauseMs = 250
const mostListed = 1000

/** What the checks find of one kind, and how much of every kind. */
export function useFindings(kind: FindingKind): Findings {
  const revision = useProject((state) => state.revision)
  const [data, setData] = useState<Found | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const [ofKind, setOfKind] = useState(kind)
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of boxes may change what is found
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      try {
        const found = await call('findings.list', { kinds: [kind], limit: mostListed })
        if (!isCurrent) return
        setData(found)
        setOfKind(kind)
        setHasFailed(false)
      } catch (error) {
        if (isCurrent) setHasFailed(true)
        fail(error)
      }
    }
    const timer = setTimeout(load, kind === ofKind ? pauseMs : 0)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [kind, revision])
  const hide = useCallback((gone: ListedFinding) => {
    setData((now) => now && { ...now, findings: now.findings.filter((finding) => keyOf(finding) !== keyOf(gone)) })
  }, [])
  // Findings of the kind before are none of this one.
  const shown = data && kind !== ofKind ? { ...data, findings: [] } : data
  return { data: shown, hasFailed, hide }
}
