/** Which run, part and cell of the matrix the Results activity should show, when something else decides it. */
import { create } from 'zustand'
import type { EvaluationSplit } from '../../shared/reports.ts'

export type ShownCell = { readonly row: number; readonly column: number }
export type ShownEvaluation = {
  readonly runId: number
  readonly split: EvaluationSplit
  readonly cell: ShownCell | null
}

/** Null until something asks; Results takes the wish and keeps its own choice afterwards. */
export const useShownEvaluation = create<{ readonly wish: ShownEvaluation | null }>()(() => ({ wish: null }))

export const showEvaluation = (wish: ShownEvaluation): void => useShownEvaluation.setState({ wish })
