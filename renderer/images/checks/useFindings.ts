import { useCallback, useEffect, useState } from 'react'
import type { CallResponse } from '../../../shared/api.ts'
import type { FindingKind } from '../../../shared/filter/terms.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { shownKind } from './checksView.ts'

type Found = CallResponse<'findings.list'>
export type ListedFinding = Found['findings'][number]

export type Findings = {
  /** The rule that is shown. */
  readonly kind: FindingKind
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

/** What the checks find of one kind, and how much of every kind. Without a kind, of the first that finds something. */
export function useFindings(chosen: FindingKind | null): Findings {
  const revision = useProject((state) => state.revision)
  const [found, setFound] = useState<{ readonly kind: FindingKind; readonly data: Found } | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const isOther = found === null || (chosen !== null && chosen !== found.kind)
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of boxes may change what is found
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      try {
        const next = await findingsOf(chosen)
        if (!isCurrent) return
        setFound(next)
        setHasFailed(false)
      } catch (error) {
        if (isCurrent) setHasFailed(true)
        fail(error)
      }
    }
    const timer = setTimeout(load, isOther ? 0 : pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [chosen, revision])
  const hide = useCallback((gone: ListedFinding) => {
    setFound((now) => now && { ...now, data: without(now.data, gone) })
  }, [])
  const data = found && (isOther ? { ...found.data, findings: [] } : found.data)
  return { kind: chosen ?? found?.kind ?? shownKind(null, null), data, hasFailed, hide }
}

async function findingsOf(chosen: FindingKind | null): Promise<{ readonly kind: FindingKind; readonly data: Found }> {
  const kind = chosen ?? shownKind(null, (await call('findings.list', { kinds: [], limit: 1 })).counts)
  return { kind, data: await call('findings.list', { kinds: [kind], limit: mostListed }) }
}

const without = (data: Found, gone: ListedFinding): Found => ({
  ...data,
  findings: data.findings.filter((finding) => keyOf(finding) !== keyOf(gone)),
})
