/** Runs with evaluations whose mistakes are known, written through the store while the studio is closed. */
import type { NewDetection } from '../../main/engine/store/evaluations.ts'
import { openStore, type Store } from '../../main/engine/store/store.ts'
import type { Annotation, Category } from '../../shared/model.ts'
import type { EvaluationSplit } from '../../shared/reports.ts'
import { plantRun } from '../../test/support/plantedRun.ts'

type PlantedRun = {
  readonly name: string
  /** Of the labels, counted through all images: every so many-th is missed, and the one after it taken for the next class. */
  readonly everyMistake: number
  readonly splits: readonly EvaluationSplit[]
}

export function plantResults(projectPath: string, runs: readonly PlantedRun[]): void {
  const store = openStore(projectPath)
  try {
    for (const run of runs) plantEvaluated(store, run)
  } finally {
    store.close()
  }
}

function plantEvaluated(store: Store, { name, everyMistake, splits }: PlantedRun): void {
  const categories = store.categories.list()
  const runId = plantRun(store, { name })
  store.runs.setBest(runId, 1, 0.5, 0.7)
  store.runs.end(runId, 'epochs')
  for (const split of splits) {
    const images = store.images.ids(split === 'all' ? '' : `split:${split}`)
    const labels = store.annotations.ofImages(images)
    store.evaluations.add(
      runId,
      split,
      images,
      labels.flatMap((label, place) => detectionsFor(label, place, { categories, everyMistake })),
    )
  }
}

type Manner = { readonly categories: readonly Category[]; readonly everyMistake: number }

/** Besides what it says of the label, a weak false alarm now and then. */
function detectionsFor(label: Annotation, place: number, { categories, everyMistake }: Manner): NewDetection[] {
  const own = categories.findIndex((category) => category.id === label.categoryId)
  const kind = place % everyMistake
  const at = (seen: number, score: number, shift = 0): NewDetection => ({
    imageId: label.imageId,
    categoryId: categories[seen % categories.length]!.id,
    x1: label.x1 + shift,
    y1: label.y1,
    x2: label.x2 + shift,
    y2: label.y2,
    score,
    probabilities: Float32Array.from(categories, (_, other) => (other === seen % categories.length ? score : 0.05)),
  })
  const alarm = place % 5 === 0 ? [at(own, 0.1 + (place % 7) / 50, 2 * (label.x2 - label.x1))] : []
  if (kind === 0) return alarm
  return [at(kind === 1 ? own + 1 : own, 0.35 + (0.6 * ((place * 37) % 97)) / 97), ...alarm]
}
