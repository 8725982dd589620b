import { useCallback, useEffect, useRef, useState } from 'react'
import { parseFilter } from '../../shared/filter/parseFilter.ts'
import { type Draft, draftOf, textOf } from './draft.ts'

/** So long a pause in typing a word applies it; chips count at once. */
const pauseMs = 250

/** What is being written, applied as soon as all of it is understood; until then the former filter stays in force. */
export function useDraft(value: string, onChange: (filter: string) => void) {
  const [draft, setDraft] = useState(() => draftOf(value))
  const applied = useRef(value)
  /** Own filters on their way round: one that a later one overtook is no wish of somebody else. */
  const sent = useRef(new Set<string>())
  useEffect(() => {
    if (value === applied.current) return sent.current.clear()
    if (sent.current.has(value)) return
    applied.current = value
    setDraft(draftOf(value))
  }, [value])

  const apply = useCallback(
    (text: string) => {
      if (text === applied.current || parseFilter(text).problems.length > 0) return
      applied.current = text
      sent.current.add(text)
      onChange(text)
    },
    [onChange],
  )
  const text = textOf(draft)
  useEffect(() => {
    const timer = setTimeout(() => apply(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, apply])

  /** For what is complete: no need to wait for further typing. */
  const writeNow = useCallback(
    (next: Draft) => {
      setDraft(next)
      apply(textOf(next))
    },
    [apply],
  )
  return { draft, write: setDraft, writeNow }
}
