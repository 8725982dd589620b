/** Brings label files into the project: read and matched first, then written as one step that one undo takes back. */
import { setImmediate } from 'node:timers/promises'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ImportSettings } from '../../../shared/exchange/importSettings.ts'
import { blankAnnotation } from '../../../shared/model.ts'
import type { ImportReport } from '../../../shared/reports.ts'
import { type FileTree, openTree } from '../formats/fileTree.ts'
import type { Format, SourceDocument } from '../formats/format.ts'
import { type ImportItem, importLabels } from '../formats/importLabels.ts'
import { detectFormat, formatOf } from '../formats/index.ts'
import { indexingImages } from '../formats/matchImages.ts'
import { pauses, withPauses } from '../formats/pauses.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import type { EditWriter } from '../store/edits.ts'
import { toSourceRow } from '../store/sources.ts'
import type { Store } from '../store/store.ts'
import { type ImportPlan, type PlannedImage, planImport, type ReadImage, type Target } from './importPlan.ts'
import { importReportOf, refuseEmpty } from './importReport.ts'
import { ProblemLog } from './problemLog.ts'
import type { JobContext } from './runner.ts'
import { writeApart } from './writeApart.ts'

/** @throws BoxwrightError `format-unknown`, `nothing-imported` (not in a dry run, whose report says so) */
export async function runImport(context: JobContext, settings: ImportSettings): Promise<ImportReport> {
  const { store, signal } = context
  const { problems, read, ...about } = await readLabels(context, settings)
  signal.throwIfAborted()
  const plan = await planImport(store, read, settings)
  const report = importReportOf({ ...about, isDryRun: settings.dryRun, plan, problems })
  if (settings.dryRun) return report
  refuseEmpty(report, settings.labels)
  if (settings.merge === 'apart') await writeApart(context, settings.labels, plan)
  else await writeImport(context, plan)
  return report
}

/** Apart from what follows, so that the index of the images goes when all are matched. */
async function readLabels(context: JobContext, settings: ImportSettings) {
  const tree = await openTree(settings.labels)
  const format = await chosenFormat(tree, settings)
  const { labelFiles } = await format.detect(tree)
  const targets = await targetsOf(context.store)
  const { vocCoordinates } = settings
  const items = importLabels(format, tree, await withPauses(indexingImages(targets)), { vocCoordinates })
  const { problems, ...read } = await gather(context, items, labelFiles)
  return { format, labelFiles, imageCount: targets.length, read, problems }
}

async function chosenFormat(tree: FileTree, { labels, format: wanted }: ImportSettings): Promise<Format> {
  if (wanted !== 'auto') return formatOf(wanted)
  const { format, reason } = await detectFormat(tree)
  if (format) return format
  throw new BoxwrightError('format-unknown', `No label files of a known format in ${labels}:\n${reason}`, {
    path: labels,
  })
}

type Gathered = {
  readonly images: readonly ReadImage[]
  readonly classNames: readonly string[]
  readonly sources: readonly SourceDocument[]
  readonly problems: ProblemLog
}

async function targetsOf(store: Store): Promise<Target[]> {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  const targets: Target[] = []
  for (const images of store.images.usableInPieces()) {
    for (const { id, rootId, path, width, height, orientation, review, split, isSplitLocked } of images) {
      const row = { id, review, split, isSplitLocked }
      targets.push({ row, rootPath: roots.get(rootId)!, path, size: { width: width!, height: height! }, orientation })
    }
    await setImmediate()
  }
  return targets
}

async function gather(
  context: JobContext,
  items: AsyncGenerator<ImportItem<Target>>,
  labelFiles: number,
): Promise<Gathered> {
  const images: ReadImage[] = []
  const classNames: string[] = []
  const sources: SourceDocument[] = []
  const problems = new ProblemLog()
  const pause = pauses()
  for await (const item of items) {
    const due = pause()
    if (due) await due
    context.signal.throwIfAborted()
    if (item.kind === 'problem') problems.add(item.problem)
    else if (item.kind === 'classes') classNames.push(...item.names)
    else if (item.kind === 'source') sources.push(item.source)
    else {
      images.push(item)
      // How many images a document holds is known when it is read.
      const value = labelFiles > 1 ? Math.min(1, images.length / labelFiles) : null
      const title = `Read the labels of ${images.length} images`
      context.report({ value, title, phase: 'reading', secondsLeft: null })
    }
  }
  return { images, classNames, sources, problems }
}

/** Of more boxes an import is written in pieces, so that the window is answered meanwhile. */
const boxesAtOnce = 10_000
const boxesInPiece = 1000

async function writeImport({ store, signal, report }: JobContext, plan: ImportPlan): Promise<void> {
  const count = plan.images.reduce((sum, { fresh, removedIds }) => sum + fresh.length + removedIds.length, 0)
  const pieces = piecesOf(store, plan)
  if (count <= boxesAtOnce) {
    await store.edits.inTurn(() => {
      signal.throwIfAborted()
      store.edits.run('import', null, (writer) => {
        for (const { write } of pieces) write(writer)
      })
    })
    return
  }
  const total = plan.images.length
  await store.edits.runLong('import', { signal, pieces: reported() })

  function* reported() {
    for (const { write, done } of pieces) {
      yield write
      report({ value: done / total, title: `Stored ${done} of ${total} images`, phase: 'storing', secondsLeft: null })
    }
  }
}

type Piece = { readonly write: (writer: EditWriter) => void; readonly done: number }

/** Classes and documents first; then the images in the order of their rows, which lie side by side in the file. */
function* piecesOf(store: Store, { newCategories, sources, images, categoryIdOf }: ImportPlan): Generator<Piece> {
  const count = images.reduce((sum, { fresh }) => sum + fresh.length, 0)
  const ids = { next: count > 0 ? store.annotations.reserveIds(count) : 0 }
  yield { write: (writer) => writeCommon(store, writer, { newCategories, sources }), done: 0 }
  const sorted = [...images].sort((a, b) => a.item.image.row.id - b.item.image.row.id)
  for (let start = 0; start < sorted.length; ) {
    let end = start
    for (let boxes = 0; end < sorted.length && boxes < boxesInPiece; end++) {
      boxes += 1 + sorted[end]!.fresh.length + sorted[end]!.removedIds.length
    }
    const piece = sorted.slice(start, end)
    yield { write: (writer) => writeImages(store, writer, piece, { ids, categoryIdOf }), done: end }
    start = end
  }
}

function writeCommon(
  store: Store,
  writer: EditWriter,
  { newCategories, sources }: Pick<ImportPlan, 'newCategories' | 'sources'>,
): void {
  for (const category of newCategories) writer.insert('category', category)
  for (const source of sources) {
    if (store.sources.has(source.format, source.key)) continue
    writer.insert('source', toSourceRow({ ...source, id: store.sources.nextId() }))
  }
}

type Numbers = { readonly ids: { next: number }; readonly categoryIdOf: ImportPlan['categoryIdOf'] }

function writeImages(
  store: Store,
  writer: EditWriter,
  images: readonly PlannedImage[],
  { ids, categoryIdOf }: Numbers,
): void {
  const updatedAt = Date.now()
  for (const image of images) {
    for (const id of image.removedIds) writer.remove('annotation', id)
    const imageId = image.item.image.row.id
    for (const box of image.fresh) {
      const categoryId = categoryIdOf(box.className)
      const place = { id: ids.next++, imageId, categoryId, origin: 'import', updatedAt } as const
      writer.insert('annotation', toAnnotationRow({ ...blankAnnotation, ...box, ...place }))
    }
    writeImage(store, writer, image)
  }
}

/** What the source says of the image itself. */
function writeImage(store: Store, writer: EditWriter, { item, split, isLeft }: PlannedImage): void {
  const { row } = item.image
  const columns: Record<string, string> = {}
  if (item.isVerified && row.review === null && !isLeft) columns.review = 'verified'
  if (split !== null) columns.split = split
  if (item.extras && !isLeft) {
    columns.extras = JSON.stringify({ ...store.sources.extrasOfImage(row.id), ...item.extras })
  }
  if (Object.keys(columns).length > 0) writer.update('image', row.id, columns)
}
