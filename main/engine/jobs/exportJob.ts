/** Writes a part of the project as a dataset folder that other tools read. */
import { join } from 'node:path'
import type { ParsedRequest } from '../../../shared/api.ts'
import type { Annotation, Category, Image, ImageState } from '../../../shared/model.ts'
import type { ExportReport } from '../../../shared/reports.ts'
import { exportDataset } from '../formats/exportDataset.ts'
import type { Dataset, DatasetImage, FormatId, LabelledBox } from '../formats/format.ts'
import { formatOf } from '../formats/index.ts'
import type { Store } from '../store/store.ts'
import type { JobContext } from './runner.ts'

/** Unlabelled images would teach a detector that there is nothing on them. */
const usualStates: readonly ImageState[] = ['labelled', 'verified', 'verifiedEmpty']

export async function runExport(context: JobContext, request: ParsedRequest<'export.start'>): Promise<ExportReport> {
  const { store, signal, report } = context
  const { chosen, leftOut } = chooseImages(store, request)
  const dataset = datasetOf(store, chosen, request.format)
  const format = formatOf(request.format)
  const startedAt = Date.now()
  const written = await exportDataset(format, dataset, {
    directory: request.directory,
    images: request.images,
    signal,
    onProgress: (done) => {
      const value = chosen.length > 0 ? done / chosen.length : 1
      const secondsLeft = done > 0 ? ((Date.now() - startedAt) / 1000 / done) * (chosen.length - done) : null
      report({ value, title: `Wrote ${done} of ${chosen.length} images`, phase: 'writing', secondsLeft })
    },
  })
  return {
    format: request.format,
    directory: request.directory,
    images: written.images,
    boxes: written.boxes,
    leftOut,
    files: [...written.files],
    problems: [...written.problems],
  }
}

function chooseImages(store: Store, { states = [...usualStates], splits, filter }: ParsedRequest<'export.start'>) {
  const leftOut: Record<string, number> = {}
  const leave = (reason: string) => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
    return false
  }
  const broken = store.images.counts().brokenImageCount
  if (broken > 0) leftOut.broken = broken
  const fitting = filter ? new Set(store.images.ids(filter)) : null
  const chosen = store.images.usable().filter((image) => {
    if (fitting && !fitting.has(image.id)) return leave('filter')
    if (!states.includes(image.state)) return leave(image.state)
    if (splits && !splits.includes(image.split ?? 'none')) return leave(`part ${image.split ?? 'none'}`)
    return true
  })
  return { chosen, leftOut }
}

function datasetOf(store: Store, images: readonly Image[], format: FormatId): Dataset {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  const categories = store.categories.list()
  const byId = new Map(categories.map((category) => [category.id, category]))
  return {
    categories: categories.map(({ id, name }) => ({ id, name })),
    images: images.map(
      (image): DatasetImage => ({
        id: image.id,
        path: image.path,
        file: join(roots.get(image.rootId)!, image.path),
        size: { width: image.width!, height: image.height! },
        split: image.split,
        isVerified: image.review === 'verified',
      }),
    ),
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
