/** What the engine says of the project, asked for anew after every change of it. */
import { useEffect, useRef, useState } from 'react'
import { failUnlessClosed } from './messages.ts'
import { useProject } from './project.ts'

export type ProjectAnswer<Answer> = {
  /** The latest, while the next is on its way; null until the first. */
  readonly answer: Answer | null
  /** True while the answer is to another question, or to the same one before a change. */
  readonly isLoading: boolean
  /** True when the engine could not answer the last question; the reason was told. */
  readonly hasFailed: boolean
}

export type ProjectQuestion<Answer> = {
  readonly ask: () => Promise<Answer>
  /** What the question is about, beside the project: another value is another question. */
  readonly about?: readonly (string | number | boolean | null)[]
  /** How long to wait for more changes of the project: while someone works, the answers follow at this pace. */
  readonly pauseMs?: number
}

/**
 * Another question is asked at once; the same one after a change of the project waits for the pause. Of several under way
 * only the answer to the last one counts.
 */
export function useProjectAnswer<Answer>({
  ask,
  about = [],
  pauseMs = 0,
}: ProjectQuestion<Answer>): ProjectAnswer<Answer> {
  const revision = useProject((state) => state.revision)
  const subject = JSON.stringify(about)
  const [known, setKnown] = useState({ revision: -1, subject: '', answer: null as Answer | null, hasFailed: false })
  const latest = useRef({ ask, pauseMs: 0 })
  useEffect(() => {
    latest.current = { ask, pauseMs: known.subject === subject ? pauseMs : 0 }
  })
  useEffect(() => {
    let isCurrent = true
    const { current } = latest
    const load = () =>
      current
        .ask()
        .then((answer) => isCurrent && setKnown({ revision, subject, answer, hasFailed: false }))
        .catch((error: unknown) => {
          if (isCurrent) setKnown(({ answer }) => ({ revision, subject, answer, hasFailed: true }))
          failUnlessClosed(error)
        })
    const timer = setTimeout(load, current.pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [revision, subject])
  const isLoading = known.revision !== revision || known.subject !== subject
  return { answer: known.answer, isLoading, hasFailed: known.hasFailed }
}
