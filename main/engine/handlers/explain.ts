/** The inside of a run's detector on one picture. */
import { join } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { Activation, Explanation } from '../../../shared/explainCalls.ts'
import type { LabelledImage } from '../../../shared/workerMessages.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { runFolderOf } from '../jobs/runFolder.ts'
import { hasPlaceIn, labelsOf, placesOf } from '../jobs/trainJob.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<EngineHandlers, 'results.explain' | 'results.activation'>

export function explainHandlers(context: EngineContext): Part {
  const ask = async (runId: number, imageId: number, what: Asked) => {
    const { store, explainer } = openProjectOf(context)
    const run = store.runs.get(runId)
    if (run.ensemble !== null)
      throw new BoxwrightError(
        'not-found',
        `The run ${runId} is an ensemble: each of its members has an inside of its own. Choose one of them.`,
      )
    if (run.bestEpoch === null)
      throw new BoxwrightError(
        'not-found',
        `The run ${runId} kept no weights, so there is no inside to show. Choose a trained run.`,
      )
    const { image, annotationIds } = await labelledImageOf(store, imageId, run)
    const subject = {
      runId,
      image,
      runFolder: runFolderOf(store.path, runId),
      weightsFolder: join(context.folders.resources, 'weights'),
      cacheFolder: context.folders.cache,
    }
    const task = what.kind === 'explain' ? { ...subject, ...what, annotationIds } : { ...subject, ...what }
    return explainer.ask(task, (phase) => context.emit('results.explaining', { runId, imageId, phase }))
  }
  return {
    'results.explain': async ({ runId, imageId }) => (await ask(runId, imageId, { kind: 'explain' })) as Explanation,
    'results.activation': async ({ runId, imageId, row, category }) =>
      (await ask(runId, imageId, { kind: 'activation', row, category })) as Activation,
  }
}

type Asked =
  | { readonly kind: 'explain' }
  | { readonly kind: 'activation'; readonly row: number; readonly category: number }

/** With the labels as they are now, of those classes that the run knows. */
async function labelledImageOf(
  store: Store,
  imageId: number,
  run: StoredRun,
): Promise<{ readonly image: LabelledImage; readonly annotationIds: readonly number[] }> {
  const { path, size } = await pictureFileOf(store, imageId)
  const placeOf = placesOf(run.categories)
  const annotations = store.annotations.ofImage(imageId).filter(hasPlaceIn(placeOf))
  return {
    annotationIds: annotations.map(({ id }) => id),
    image: { id: imageId, path, ...size, ...labelsOf(annotations, placeOf) },
  }
}
