/** Which images of the project an export takes, and what it knows of them. */
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ExportSettings } from '../../../shared/exchange/exportSettings.ts'
import type { Annotation, Category, Image, ImageState } from '../../../shared/model.ts'
import type { Dataset, DatasetImage, FormatId, LabelledBox } from '../formats/format.ts'
import type { Store } from '../store/store.ts'
import { detectionsOf } from './exportDetections.ts'

/** Unlabelled images would teach a detector that there is nothing on them. */
const usualStates: readonly ImageState[] = ['labelled', 'verified', 'verifiedEmpty']

export type Choice = {
  readonly images: readonly Image[]
  /** Images left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

/** Whatever became of an evaluated image since, the detections are those of the evaluation. */
const evaluatedStates: readonly ImageState[] = [...usualStates, 'unlabelled']

export async function chooseImages(store: Store, settings: ExportSettings): Promise<Choice> {
  const { splits, filter, detections } = settings
  const states = settings.states ?? (detections ? evaluatedStates : usualStates)
  const leftOut: Record<string, number> = {}
  const leave = (reason: string) => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
    return false
  }
  const broken = store.images.counts().brokenImageCount
  if (broken > 0) leftOut.broken = broken
  const fitting = filter ? new Set(store.images.ids(filter)) : null
  const evaluation = detections ? store.evaluations.get(detections.evaluationId) : null
  const evaluated = evaluation ? new Set(store.evaluations.imageIds(evaluation.id)) : null
  const isChosen = (image: Image): boolean => {
    if (evaluated && !evaluated.has(image.id)) return leave('not evaluated')
    if (fitting && !fitting.has(image.id)) return leave('filter')
    if (!states.includes(image.state)) return leave(image.state)
    if (splits && !splits.includes(image.split ?? 'none')) return leave(`part ${image.split ?? 'none'}`)
    return true
  }
  const images: Image[] = []
  for (const piece of store.images.usableInPieces()) {
    for (const image of piece) if (isChosen(image)) images.push(image)
    await setImmediate()
  }
  return { images, leftOut }
}

type DatasetChoice = {
  readonly images: readonly Image[]
  /** Of the images in the export, in their order. */
  readonly paths: readonly string[]
  readonly settings: Pick<ExportSettings, 'format' | 'detections'>
}

export function datasetOf(store: Store, { images, paths, settings: { format, detections } }: DatasetChoice): Dataset {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  const chosen = images.map(
    (image, index): DatasetImage => ({
      id: image.id,
      path: paths[index]!,
      file: join(roots.get(image.rootId)!, image.path),
      size: { width: image.width!, height: image.height! },
      split: image.split,
      isVerified: image.review === 'verified' && !detections,
    }),
  )
  if (detections) return { images: chosen, ...detectionsOf(store, detections, format) }
  return { images: chosen, ...labelsOf(store, format) }
}

function labelsOf(store: Store, format: FormatId): Omit<Dataset, 'images'> {
  const categories = store.categories.list()
  const byId = new Map(categories.map((category) => [category.id, category]))
  return {
    categories: categories.map(({ id, name }) => ({ id, name })),
    sources: store.sources.list(format).map((source) => ({ ...source, format })),
    extrasOf: (image) => store.sources.extrasOfImage(image.id),
    boxesOf: (image) => store.annotations.ofImage(image.id).map((annotation) => labelledBox(annotation, byId)),
  }
}

function labelledBox(annotation: Annotation, categories: ReadonlyMap<number, Category>): LabelledBox {
  const { x1, y1, x2, y2, difficult, truncated, occluded, ignore, score, note, extras, categoryId } = annotation
  const className = categoryId === null ? null : categories.get(categoryId)!.name
  return { x1, y1, x2, y2, difficult, truncated, occluded, ignore, score, note, extras, className }
}
