import { useState } from 'react'
import type { CallResponse } from '../../../shared/api.ts'
import type { FindingKind } from '../../../shared/filter/terms.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
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
  const { answer, hasFailed } = useProjectAnswer({ ask: () => findingsOf(chosen), about: [chosen], pauseMs })
  const [hidden, setHidden] = useState<Hidden>({ answer: null, keys: new Set() })
  const hide = (gone: ListedFinding) =>
    setHidden((now) => ({ answer, keys: new Set([...(now.answer === answer ? now.keys : []), keyOf(gone)]) }))
  const keys = hidden.answer === answer ? hidden.keys : none
  const isOther = chosen !== null && chosen !== answer?.kind
  const shown = isOther ? [] : (answer?.data.findings.filter((finding) => !keys.has(keyOf(finding))) ?? [])
  const data = answer && { ...answer.data, findings: shown }
  return { kind: chosen ?? answer?.kind ?? shownKind(null, null), data, hasFailed, hide }
}

type Answer = { readonly kind: FindingKind; readonly data: Found }
/** What was dealt with since an answer; the next answer knows it. */
type Hidden = { readonly answer: Answer | null; readonly keys: ReadonlySet<string> }
const none: ReadonlySet<string> = new Set()

async function findingsOf(chosen: FindingKind | null): Promise<Answer> {
  const kind = chosen ?? shownKind(null, (await call('findings.list', { kinds: [], limit: 1 })).counts)
  return { kind, data: await call('findings.list', { kinds: [kind], limit: mostListed }) }
}
