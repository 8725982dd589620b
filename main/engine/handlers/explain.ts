/** The inside of a run's detector on one picture, and experiments with it. */
import { join } from 'node:path'
import type { EngineHandlers } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ExplainAnswers, ExplainQuestion } from '../../../shared/explainMessages.ts'
import type { LabelledImage } from '../../../shared/workerMessages.ts'
import { type EngineContext, openProjectOf } from '../context.ts'
import { runFolderOf } from '../jobs/runFolder.ts'
import { hasPlaceIn, labelsOf, placesOf } from '../jobs/trainJob.ts'
import { pictureFileOf } from '../pictureFileOf.ts'
import type { StoredRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'

type Part = Pick<
  EngineHandlers,
  | 'results.explain'
  | 'results.activation'
  | 'how.features'
  | 'how.losses'
  | 'how.signals'
  | 'how.starts'
  | 'how.slice'
  | 'how.paths'
  | 'how.regularisation'
  | 'how.cancel'
>

export function explainHandlers(context: EngineContext): Part {
  const ask = <Kind extends ExplainQuestion['kind']>(picture: Picture, question: ExplainQuestion & { kind: Kind }) =>
    answerOf(context, picture, question) as Promise<ExplainAnswers[Kind]>
  return {
    'results.explain': (picture) => ask(picture, { kind: 'explain' }),
    'results.activation': ({ row, category, ...picture }) => ask(picture, { kind: 'activation', row, category }),
    'how.features': (picture) => ask(picture, { kind: 'features' }),
    'how.losses': ({ row, ...picture }) => ask(picture, { kind: 'losses', row }),
    'how.signals': (picture) => ask(picture, { kind: 'signals' }),
    'how.starts': ({ normalisation, ...picture }) => ask(picture, { kind: 'starts', normalisation }),
    'how.slice': ({ seed, ...picture }) => ask(picture, { kind: 'slice', seed }),
    'how.paths': ({ seed, start, ...picture }) => ask(picture, { kind: 'paths', seed, start }),
    'how.regularisation': (picture) => ask(picture, { kind: 'regularisation' }),
    'how.cancel': () => {
      openProjectOf(context).explainer.cancel()
      return {}
    },
  }
}

type Picture = { readonly runId: number; readonly imageId: number }

async function answerOf(context: EngineContext, { runId, imageId }: Picture, question: ExplainQuestion) {
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
  const subject = {
    runId,
    ...(await labelledImageOf(store, imageId, run)),
    others: isExperiment(question) ? await othersOf(store, imageId, run) : [],
    runFolder: runFolderOf(store.path, runId),
    weightsFolder: join(context.folders.resources, 'weights'),
    cacheFolder: context.folders.cache,
  }
  return explainer.ask({ ...subject, ...question }, (phase, part) =>
    context.emit('results.explaining', { runId, imageId, phase, part }),
  )
}

const isExperiment = ({ kind }: ExplainQuestion): boolean =>
  kind === 'slice' || kind === 'paths' || kind === 'regularisation'

/** As many as a small batch has beside the one in question: what is found must not hang on a single picture. */
const fewOthers = 3

async function othersOf(store: Store, imageId: number, run: StoredRun): Promise<LabelledImage[]> {
  const ids = store.images.ids('split:train -is:broken').filter((id) => id !== imageId)
  const found = await Promise.all(ids.slice(0, fewOthers).map((id) => labelledImageOf(store, id, run)))
  return found.map(({ image }) => image)
}

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
