import { describe, expect, it } from 'vitest'
import { typedNumber } from '../../../renderer/design/typedNumber.ts'
import { offeredRuns, ownView, type ResultsView, shownResult } from '../../../renderer/results/resultsView.ts'
import type { Evaluation, Run } from '../../../shared/reports.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'

const runOf = (id: number, bestEpoch: number | null = 1): Run => ({
  id,
  jobId: id,
  name: `run ${id}`,
  settings: defaultTrainSettings,
  categories: [],
  images: { train: 8, val: 1, test: 1 },
  device: null,
  createdAt: 1,
  endedAt: 2,
  bestEpoch,
  bestAp: null,
  bestAp50: null,
  folds: null,
  trial: null,
  ensemble: null,
  isPaused: false,
  weightsBytes: null,
  isResumable: false,
  endReason: 'time',
})
const evaluationOf = (id: number, runId: number, split: Evaluation['split']): Evaluation => ({
  id,
  runId,
  split,
  images: 1,
  detections: 1,
  createdAt: 1,
})
const view: ResultsView = {
  projectPath: '/a.boxwright',
  runId: 2,
  split: 'val',
  tab: 'curves',
  confidence: 0.4,
  iou: 0.6,
  normalisation: 'row',
  hidesDiagonal: true,
  isSwapped: true,
  isSorted: true,
  leastLabels: 10,
  profile: 'voc07',
}
const runs = [runOf(3), runOf(2)]

describe('what Results shows', () => {
  it('is the chosen run and part with its evaluation', () => {
    const evaluations = [evaluationOf(9, 2, 'test'), evaluationOf(8, 2, 'val'), evaluationOf(7, 3, 'val')]

    expect(shownResult(view, runs, evaluations)).toMatchObject({ run: { id: 2 }, split: 'val', evaluation: { id: 8 } })
    expect(shownResult(view, runs, evaluations).validation).toBeNull()
  })

  it('is the newest run when the chosen one was removed, and no run when there is none', () => {
    expect(shownResult({ ...view, runId: 5 }, runs, []).run?.id).toBe(3)
    expect(shownResult(view, [], [])).toMatchObject({ run: null, evaluation: null })
  })

  it('offers only runs that kept weights', () => {
    expect(offeredRuns([runOf(3, null), runOf(2)], [], view).map((run) => run.id)).toEqual([2])
  })

  it('offers the trials of a search that were chosen or evaluated, and no others', () => {
    const trial = (id: number): Run => ({ ...runOf(id), trial: { searchId: 1, number: id } })
    const runs = [trial(4), trial(3), trial(2), runOf(1)]
    expect(offeredRuns(runs, [evaluationOf(1, 3, 'val')], { runId: 2 }).map(({ id }) => id)).toEqual([3, 2, 1])
  })

  it('forgets run, part and thresholds in another project, but not how the matrix is read', () => {
    expect(ownView(view, '/a.boxwright')).toBe(view)
    expect(ownView(view, '/b.boxwright')).toEqual({
      projectPath: '/b.boxwright',
      runId: null,
      split: 'test',
      tab: 'matrix',
      confidence: 'auto',
      iou: 0.5,
      normalisation: 'row',
      hidesDiagonal: true,
      isSwapped: true,
      isSorted: true,
      leastLabels: 10,
      profile: 'voc07',
    })
  })
})

describe('a typed threshold', () => {
  it('counts when it is a number in range, with comma or point', () => {
    expect(typedNumber('0.25', 0, 1)).toBe(0.25)
    expect(typedNumber(' 0,5 ', 0, 1)).toBe(0.5)
  })

  it('does not count while it is something else', () => {
    expect(['', ' ', '0.', '.', '1.5', '-1', 'x'].map((text) => typedNumber(text, 0, 1))).toEqual([
      null,
      null,
      0,
      null,
      null,
      null,
      null,
    ])
  })
})
