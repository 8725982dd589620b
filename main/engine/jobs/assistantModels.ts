/** The detectors that can propose boxes: the one that Boxwright brings, and the project's runs. */
import type { AssistantModel } from '../../../shared/assistantCalls.ts'
import { canDetect } from '../../../shared/ensemble.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { everydayClasses } from '../../../shared/everydayClasses.ts'
import { type ClassTarget, similarCategory, usualTarget } from '../../../shared/exchange/classMapping.ts'
import type { Category } from '../../../shared/model.ts'
import { bestOf } from '../../../shared/search/halving.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

const everydayName = 'Everyday objects'

export function assistantModels(store: Store): AssistantModel[] {
  const categories = store.categories.list()
  // Of a search only the best trial: the others are there to be compared with it.
  const bestTrials = new Set(store.searches.list().map(({ trials }) => bestOf(trials)?.runId))
  const runs = store.runs.list().filter((run) => canDetect(run) && (run.trial === null || bestTrials.has(run.id)))
  return [everydayModel(categories), ...runs.map((run) => modelOfRun(run, categories))]
}

/** @throws BoxwrightError `not-found` when there is no such run, or it has no weights */
export function assistantModel(store: Store, runId: number | null): AssistantModel {
  const categories = store.categories.list()
  if (runId === null) return everydayModel(categories)
  const run = store.runs.get(runId)
  if (!canDetect(run)) {
    throw new BoxwrightError('not-found', `The run ${runId} has no weights to detect with. Train it first.`, { runId })
  }
  return modelOfRun(run, categories)
}

function everydayModel(categories: readonly Category[]): AssistantModel {
  const classes = everydayClasses.map((name) => {
    const similarId = similarCategory(name, categories)
    const target: ClassTarget =
      similarId === null ? usualTarget(name, categories) : { kind: 'existing', categoryId: similarId }
    return { name, target }
  })
  return { runId: null, name: everydayName, classes }
}

/** A class keeps its identity when it was renamed since the run was trained. */
function modelOfRun(run: StoredRun, categories: readonly Category[]): AssistantModel {
  const present = new Set(categories.map(({ id }) => id))
  const classes = run.categories.map(({ id, name }) => ({
    name,
    target: present.has(id) ? ({ kind: 'existing', categoryId: id } as const) : usualTarget(name, categories),
  }))
  return { runId: run.id, name: `Run ${run.id} (${run.name})`, classes }
}
