/** Runs and searches as the engine tells of them, for tests of what the window makes of them. */
import type { Run } from '../../shared/reports.ts'
import { planSearch } from '../../shared/search/plan.ts'
import { searchSettings } from '../../shared/search/settings.ts'
import type { Search, SearchTrial } from '../../shared/searchCalls.ts'
import { defaultTrainSettings } from '../../shared/trainSettings.ts'

export function runOf(change: Partial<Run> = {}): Run {
  return {
    ...{ id: 1, jobId: 7, name: 'yolo 320', settings: defaultTrainSettings, categories: [], device: null },
    ...{ images: { train: 8, val: 1, test: 1 }, createdAt: 1, endedAt: 2, endReason: 'time' },
    ...{
      bestEpoch: null,
      bestAp: null,
      bestAp50: null,
      folds: null,
      trial: null,
      ensemble: null,
      isPaused: false,
      weightsBytes: null,
      isResumable: false,
    },
    ...change,
  }
}

export function trialOf(number: number, change: Partial<SearchTrial> = {}): SearchTrial {
  return {
    ...{ number, values: { learningRate: 0.002 }, runId: number, state: 'done', isUnderWay: false, rungsDone: 1 },
    ...{ score: 0.5, ap: 0.5, ap50: 0.7, epochs: 4, seconds: 8, error: null },
    ...change,
  }
}

export function searchOf(trials: readonly SearchTrial[], change: Partial<Search> = {}): Search {
  const settings = searchSettings.parse({
    base: defaultTrainSettings,
    parameters: [{ kind: 'range', key: 'learningRate', low: 1e-4, high: 1e-2, isLog: true }],
  })
  return {
    ...{ id: 1, jobId: 9, settings, plan: planSearch(settings, trials.length), createdAt: 5, endedAt: 6 },
    ...{ endReason: 'done', secondsUsed: 60, isPaused: false, isResumable: false, trials: [...trials] },
    ...change,
  }
}
