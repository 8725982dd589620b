/** Something else, such as the demo, may decide what the Results screen shows. */
import { useEffect } from 'react'
import type { Evaluation } from '../../shared/reports.ts'
import { useShownEvaluation } from '../stores/shownEvaluation.ts'
import { chooseResult } from './resultsView.ts'
import { openCell } from './review.ts'

/** Chooses the run and part that are wished for. */
export function useWishedRun(): void {
  const wish = useShownEvaluation((state) => state.wish)
  useEffect(() => {
    if (wish) chooseResult(wish.runId, wish.split)
  }, [wish])
}

/** Opens the wished cell once its evaluation is on the screen; then the wish is fulfilled. */
export function useWishedCell({ runId, split }: Evaluation, isShown: boolean): void {
  const wish = useShownEvaluation((state) => state.wish)
  useEffect(() => {
    if (!wish || !isShown || wish.runId !== runId || wish.split !== split) return
    if (wish.cell) openCell(wish.cell)
    useShownEvaluation.setState({ wish: null })
  }, [wish, isShown, runId, split])
}
