/** What was decided about crops: in this visit, and for good in the project file. */
import { useMemo } from 'react'
import { decisionFinder } from '../../shared/metrics/suspects/decided.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'
import { type CropItem, doubtAbout } from './cropItems.ts'
import { type Judgement, useReview } from './review.ts'

/** Null: it is open. */
export type Judgements = (item: CropItem) => Judgement | null

export function useJudgements(): Judgements {
  const judged = useReview((state) => state.judged)
  const { answer } = useProjectAnswer({ ask: () => call('suspects.decisions', {}) })
  return useMemo(() => {
    const decided = decisionFinder(answer ?? [])
    return (item) => judged.get(item.key) ?? decided(doubtAbout(item))?.verdict ?? null
  }, [judged, answer])
}
