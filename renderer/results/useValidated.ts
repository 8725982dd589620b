/** The confidence that is best on the validation part, for an IoU that may move. */
import { useEffect, useRef, useState } from 'react'
import type { EvaluationData } from '../../shared/evaluationData.ts'
import { fail } from '../stores/messages.ts'
import type { ValidationReply, ValidationRequest } from './validationMessages.ts'

type Validated = ValidationReply | 'failed'

/**
 * @param validation null where nothing is to be judged
 * @param iou null where nobody asks at the moment
 * @returns the last answer since somebody asks, which may be to an IoU before; null until the first; `failed` when there is none
 */
export function useValidated(validation: EvaluationData | null, iou: number | null): Validated | null {
  const [answer, setAnswer] = useState<Validated | null>(null)
  const judge = useRef<Judge | null>(null)
  const isAsked = iou !== null
  useEffect(() => {
    if (!validation || !isAsked) return
    const started = startJudge(validation, setAnswer)
    judge.current = started
    return () => {
      started.end()
      judge.current = null
      setAnswer(null)
    }
  }, [validation, isAsked])
  // Another judge must be asked, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the validation part is a reason
  useEffect(() => {
    if (iou !== null) judge.current?.ask(iou)
  }, [validation, iou])
  return answer
}

type Judge = { readonly ask: (iou: number) => void; readonly end: () => void }

/** Asks for one IoU at a time, then for the newest that is wanted: those between would come too late. */
function startJudge(data: EvaluationData, answer: (reply: Validated) => void): Judge {
  const worker = new Worker(new URL('./validationWorker.ts', import.meta.url), { type: 'module' })
  const send = (request: ValidationRequest) => worker.postMessage(request)
  let isBusy = false
  let next: number | null = null
  const ask = (iou: number) => {
    if (isBusy) next = iou
    else {
      isBusy = true
      next = null
      send({ kind: 'iou', iou })
    }
  }
  worker.addEventListener('message', (event: MessageEvent<ValidationReply>) => {
    isBusy = false
    answer(event.data)
    if (next !== null && next !== event.data.iou) ask(next)
  })
  // Mostly out of memory. Whoever is busy stays so: nothing is asked any more.
  worker.addEventListener('error', (event) => {
    worker.terminate()
    isBusy = true
    answer('failed')
    fail(new Error(event.message))
  })
  send({ kind: 'data', data })
  return { ask, end: () => worker.terminate() }
}
