/** What the Results screen shows: run, part, and the two thresholds; kept until another is chosen. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { canDetect } from '../../shared/ensemble.ts'
import type { Normalisation } from '../../shared/metrics/confusionReading.ts'
import type { Evaluation, EvaluationSplit, Run } from '../../shared/reports.ts'
import { showActivity } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import type { WantedConfidence } from './reading.ts'
import type { TableProfile } from './table/profiles.ts'

export const resultTabs = ['matrix', 'curves', 'images', 'suspects', 'calibration', 'compare'] as const
export type ResultsTab = (typeof resultTabs)[number]

export type ResultsView = {
  /** Numbers of runs mean something only within this project. */
  readonly projectPath: string | null
  readonly runId: number | null
  readonly split: EvaluationSplit
  readonly tab: ResultsTab
  readonly confidence: WantedConfidence
  readonly iou: number
  readonly normalisation: Normalisation
  readonly hidesDiagonal: boolean
  /** Rows are what is labelled. */
  readonly isSwapped: boolean
  /** The classes that take part in most confusions first. */
  readonly isSorted: boolean
  /** Classes with fewer labels share a line of the matrix. */
  readonly leastLabels: number
  /** Whose definition of average precision the table follows. */
  readonly profile: TableProfile
}

const firstView: ResultsView = {
  projectPath: null,
  runId: null,
  split: 'test',
  tab: 'matrix',
  confidence: 'auto',
  iou: 0.5,
  normalisation: 'none',
  hidesDiagonal: false,
  isSwapped: false,
  isSorted: false,
  leastLabels: 0,
  profile: 'coco',
}

export const useResultsView = create<ResultsView>()(
  persist(() => firstView, {
    name: 'boxwright-results',
    // Thresholds are for the day; what is chosen to look at is kept.
    partialize: ({ confidence, iou, ...kept }) => kept,
  }),
)

/** What was chosen in another project says nothing about this one, but for how a matrix is read. */
export function ownView(view: ResultsView, projectPath: string | null): ResultsView {
  if (view.projectPath === projectPath) return view
  const { normalisation, hidesDiagonal, isSwapped, isSorted, leastLabels, profile } = view
  return { ...firstView, projectPath, normalisation, hidesDiagonal, isSwapped, isSorted, leastLabels, profile }
}

export function useOwnView(): ResultsView {
  const path = useProject((state) => state.project?.path ?? null)
  return ownView(useResultsView(), path)
}

/** One choice, for what must not be drawn anew whenever a slider moves. */
export function useOwnChoice<Name extends keyof ResultsView>(name: Name): ResultsView[Name] {
  const path = useProject((state) => state.project?.path ?? null)
  return useResultsView((view) => ownView(view, path)[name])
}

export function changeView(change: Partial<ResultsView>): void {
  const path = useProject.getState().project?.path ?? null
  useResultsView.setState((view) => ({ ...ownView(view, path), ...change }))
}

/** Another run or part begins with its own best confidence. */
export function chooseResult(runId: number, split: EvaluationSplit): void {
  changeView({ runId, split, confidence: 'auto' })
}

export function openResultsOf(runId: number): void {
  chooseResult(runId, firstView.split)
  showActivity('results')
}

/**
 * Only a run with weights can be evaluated; a cross-validation brings its evaluation along. Of the trials of a search only
 * those that somebody wanted to see.
 */
export function offeredRuns(
  runs: readonly Run[],
  evaluations: readonly Evaluation[],
  { runId }: Pick<ResultsView, 'runId'>,
): Run[] {
  const wanted = new Set([runId, ...evaluations.map((evaluation) => evaluation.runId)])
  const isEvaluable = (run: Run) => canDetect(run) || (run.folds !== null && run.folds.done > 0)
  return runs.filter((run) => isEvaluable(run) && (run.trial === null || wanted.has(run.id)))
}

export type Shown = {
  readonly run: Run | null
  readonly split: EvaluationSplit
  readonly evaluation: Evaluation | null
  /** The run on the validation part, when another part is shown. */
  readonly validation: Evaluation | null
}

type Choice = Pick<ResultsView, 'runId' | 'split'>

/** The chosen run while it exists, else the newest, and what is known of it. */
export function shownResult(view: Choice, runs: readonly Run[], evaluations: readonly Evaluation[]): Shown {
  const run = runs.find((other) => other.id === view.runId) ?? runs[0] ?? null
  const split = splitOf(view, run)
  const on = (part: EvaluationSplit) =>
    evaluations.find((other) => other.runId === run?.id && other.split === part) ?? null
  return { run, split, evaluation: on(split), validation: split === 'val' ? null : on('val') }
}

/** What is chosen for a cross-validation says nothing about the parts of other runs, and the other way round. */
function splitOf({ split }: Choice, run: Run | null): EvaluationSplit {
  if (run?.folds) return 'folds'
  return split === 'folds' ? firstView.split : split
}
