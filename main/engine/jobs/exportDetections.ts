/** What a run found in the images of an evaluation, as a dataset: for scoring elsewhere, or as labels to begin with. */
import type { DetectionChoice } from '../../../shared/exchange/exportSettings.ts'
import type { JsonObject } from '../../../shared/model.ts'
import type { Dataset, DatasetCategory, FormatId, LabelledBox } from '../formats/format.ts'
import { plainBox } from '../formats/plainBox.ts'
import type { Store } from '../store/store.ts'

export function detectionsOf(
  store: Store,
  { evaluationId, confidence }: DetectionChoice,
  format: FormatId,
): Omit<Dataset, 'images'> {
  const { runId } = store.evaluations.get(evaluationId)
  const categories = categoriesOf(store, runId)
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  const found = Map.groupBy(store.evaluations.found(evaluationId, confidence), ({ imageId }) => imageId)
  return {
    categories,
    // Results name images and classes by the ids that the labels have as COCO.
    sources:
      format === 'cocoResults' ? store.sources.list('coco').map((source) => ({ ...source, format: 'coco' })) : [],
    extrasOf: ({ id }) => (format === 'cocoResults' ? cocoOf(store.sources.extrasOfImage(id)) : null),
    boxesOf: ({ id }) =>
      (found.get(id) ?? []).map(
        ({ categoryId, x1, y1, x2, y2, score }): LabelledBox => ({
          ...plainBox,
          ...{ x1, y1, x2, y2, score, className: names.get(categoryId)! },
        }),
      ),
  }
}

const cocoOf = (extras: JsonObject | null): JsonObject | null => (extras?.coco ? { coco: extras.coco } : null)

/** Those of the project, and those that the run knew and the project has no more. */
function categoriesOf(store: Store, runId: number): DatasetCategory[] {
  const present = store.categories.list().map(({ id, name }) => ({ id, name }))
  const known = new Set(present.map(({ id }) => id))
  const gone = store.runs.get(runId).categories.filter(({ id }) => !known.has(id))
  const taken = new Set(present.map(({ name }) => name))
  // Another class may have taken the name meanwhile.
  return [...present, ...gone.map(({ id, name }) => ({ id, name: taken.has(name) ? `${name} (${id})` : name }))]
}
