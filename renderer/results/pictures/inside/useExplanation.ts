/** The inside of a run's detector on a picture, asked for when someone looks, and again when the labels change. */
import { useEffect, useState } from 'react'
import { float32sFrom } from '../../../../shared/base64.ts'
import { isCancelled, toPlainError } from '../../../../shared/errors.ts'
import type { Activation } from '../../../../shared/explainCalls.ts'
import type { ExplainPhase } from '../../../../shared/explainMessages.ts'
import { useProject } from '../../../stores/project.ts'
import { call, on } from '../../../studio.ts'
import { type Inside, unpack } from './inside.ts'

export type Asked<Answer> =
  | { readonly kind: 'waiting'; readonly phase: ExplainPhase | null; readonly part: number | null }
  | { readonly kind: 'ready'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly message: string }

/** Who walks through pictures does not want the inside of each. */
const restMs = 120

const waiting = { kind: 'waiting', phase: null, part: null } as const

export function useExplanation(runId: number, imageId: number, isWanted: boolean): Asked<Inside> {
  const revision = useProject((state) => state.revision)
  return useAsked(
    isWanted ? () => call('results.explain', { runId, imageId }).then(unpack) : null,
    `${runId} ${imageId} ${revision}`,
    imageId,
  )
}

export type Heat = Omit<Activation, 'values'> & { readonly values: Float32Array }

/** @param wanted null: nobody looks */
export function useActivation(
  runId: number,
  imageId: number,
  wanted: { readonly row: number; readonly category: number } | null,
): Asked<Heat> {
  const ask = ({ row, category }: { readonly row: number; readonly category: number }) =>
    call('results.activation', { runId, imageId, row, category }).then(({ values, ...rest }) => ({
      ...rest,
      values: float32sFrom(values),
    }))
  const subject = wanted ? `${runId} ${imageId} ${wanted.row} ${wanted.category}` : ''
  return useAsked(wanted ? () => ask(wanted) : null, subject, imageId)
}

/** Of several questions only the answer to the last counts. @param ask null: nobody looks */
export function useAsked<Answer>(ask: (() => Promise<Answer>) | null, subject: string, imageId: number): Asked<Answer> {
  const [state, setState] = useState<{ readonly subject: string; readonly asked: Asked<Answer> }>({
    subject,
    asked: waiting,
  })
  const isWanted = ask !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject names the question
  useEffect(() => {
    if (!ask) return
    let isCurrent = true
    const take = (asked: Asked<Answer>) => isCurrent && setState({ subject, asked })
    const ends = on('results.explaining', (event) => {
      if (event.imageId === imageId) take({ kind: 'waiting', phase: event.phase, part: event.part })
    })
    const timer = setTimeout(() => {
      ask()
        .then((answer) => take({ kind: 'ready', answer }))
        // Whoever asked something else meanwhile does not wait for this.
        .catch((error: unknown) => isCancelled(error) || take({ kind: 'failed', message: toPlainError(error).message }))
        .finally(ends)
    }, restMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      ends()
    }
  }, [subject, isWanted])
  return state.subject === subject ? state.asked : waiting
}
