/** Brings label files into the project: read and matched first, then written as one step that one undo takes back. */
import { BoxwrightError } from '../../../shared/errors.ts'
import { type Annotation, blankAnnotation, type Category, type Image } from '../../../shared/model.ts'
import type { ImportFormat, ImportReport } from '../../../shared/reports.ts'
import { openTree } from '../formats/fileTree.ts'
import type { Format, LabelledBox, SourceDocument } from '../formats/format.ts'
import { type ImportItem, type ImportTarget, importLabels } from '../formats/importLabels.ts'
import { detectFormat, formatOf } from '../formats/index.ts'
import { indexImages } from '../formats/matchImages.ts'
import { toAnnotationRow } from '../store/annotations.ts'
import { toSourceRow } from '../store/sources.ts'
import type { Store } from '../store/store.ts'
import { ProblemLog } from './problemLog.ts'
import type { JobContext } from './runner.ts'

export type ImportRequest = {
  readonly labels: string
  readonly format: ImportFormat | 'auto'
  readonly dryRun: boolean
}

type Target = ImportTarget & { readonly row: Image }
type ReadImage = Extract<ImportItem<Target>, { kind: 'image' }>
type Gathered = {
  readonly images: readonly ReadImage[]
  readonly classNames: readonly string[]
  readonly sources: readonly SourceDocument[]
  readonly problems: ProblemLog
}

/** @throws BoxwrightError `format-unknown`, `nothing-imported` */
export async function runImport(context: JobContext, request: ImportRequest): Promise<ImportReport> {
  const { store, signal } = context
  const tree = await openTree(request.labels)
  const { format, reason } =
    request.format === 'auto' ? await detectFormat(tree) : { format: formatOf(request.format), reason: '' }
  if (!format)
    throw new BoxwrightError('format-unknown', `No label files of a known format in ${request.labels}: ${reason}.`, {
      path: request.labels,
    })
  const { labelFiles } = await format.detect(tree)
  const targets = targetsOf(store)
  const gathered = await gather(context, importLabels(format, tree, indexImages(targets), {}), labelFiles)
  const plan = planImport(store, gathered)
  const report = reportOf({ format, labelFiles, isDryRun: request.dryRun, targets, gathered, plan })
  refuseEmpty(report, request.labels)
  signal.throwIfAborted()
  if (!request.dryRun) writeImport(store, plan)
  return report
}

function targetsOf(store: Store): Target[] {
  const roots = new Map(store.roots.list().map((root) => [root.id, root.path]))
  return store.images.usable().map((row) => ({
    row,
    rootPath: roots.get(row.rootId)!,
    path: row.path,
    size: { width: row.width!, height: row.height! },
  }))
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
  for await (const item of items) {
    context.signal.throwIfAborted()
    if (item.kind === 'problem') problems.add(item.problem)
    else if (item.kind === 'classes') classNames.push(...item.names)
    else if (item.kind === 'source') sources.push(item.source)
    else {
      images.push(item)
      const value = labelFiles > 0 ? Math.min(1, images.length / labelFiles) : null
      context.report({
        value,
        title: `Read ${images.length} of ${labelFiles} label files`,
        phase: 'reading',
        secondsLeft: null,
      })
    }
  }
  return { images, classNames, sources, problems }
}

type PlannedImage = {
  readonly item: ReadImage
  readonly fresh: readonly { readonly box: LabelledBox; readonly categoryId: number | null }[]
}
type Plan = {
  readonly newCategories: readonly Category[]
  readonly sources: readonly SourceDocument[]
  readonly images: readonly PlannedImage[]
}

/** Which classes are new, and which boxes are not in the project yet. */
function planImport(store: Store, { images, classNames, sources }: Gathered): Plan {
  const newCategories: Category[] = []
  const byName = new Map(store.categories.list().map((category) => [category.name, category]))
  const categoryOf = (name: string): Category => {
    const key = name.normalize('NFC')
    const known = byName.get(key)
    if (known) return known
    const category = store.categories.draft(name, undefined, newCategories)
    newCategories.push(category)
    byName.set(key, category)
    return category
  }
  // The source's own order of classes becomes the order of the project's.
  for (const name of classNames) categoryOf(name)
  return {
    newCategories,
    sources,
    images: images.map((item) => {
      const present = new Set(store.annotations.ofImage(item.image.row.id).map(placeOf))
      const boxes = item.boxes.map((box) => ({
        box,
        categoryId: box.className === null ? null : categoryOf(box.className).id,
      }))
      return { item, fresh: boxes.filter(({ box, categoryId }) => !present.has(placeOf({ ...box, categoryId }))) }
    }),
  }
}

function placeOf({ x1, y1, x2, y2, categoryId }: Pick<Annotation, 'x1' | 'y1' | 'x2' | 'y2' | 'categoryId'>): string {
  return `${categoryId} ${x1} ${y1} ${x2} ${y2}`
}

function writeImport(store: Store, { newCategories, sources, images }: Plan): void {
  const count = images.reduce((sum, { fresh }) => sum + fresh.length, 0)
  let nextId = count > 0 ? store.annotations.reserveIds(count) : 0
  const updatedAt = Date.now()
  store.edits.run('import', null, (writer) => {
    for (const category of newCategories) writer.insert('category', category)
    for (const source of sources) {
      if (store.sources.has(source.format, source.key)) continue
      writer.insert('source', toSourceRow({ ...source, id: store.sources.nextId() }))
    }
    for (const { item, fresh } of images) {
      const { row } = item.image
      for (const { box, categoryId } of fresh) {
        const { className, ...rest } = box
        const annotation = {
          ...blankAnnotation,
          ...rest,
          id: nextId++,
          imageId: row.id,
          categoryId,
          origin: 'import',
          updatedAt,
        } as const
        writer.insert('annotation', toAnnotationRow(annotation))
      }
      const columns: Record<string, string> = {}
      if (item.isVerified && row.review === null) columns.review = 'verified'
      if (item.split !== null && row.split === null) columns.split = item.split
      if (item.extras) columns.extras = JSON.stringify({ ...store.sources.extrasOfImage(row.id), ...item.extras })
      if (Object.keys(columns).length > 0) writer.update('image', row.id, columns)
    }
  })
}

type Outcome = {
  readonly format: Format
  readonly labelFiles: number
  readonly isDryRun: boolean
  readonly targets: readonly Target[]
  readonly gathered: Gathered
  readonly plan: Plan
}

function reportOf({ format, labelFiles, isDryRun, targets, gathered, plan }: Outcome): ImportReport {
  const { images, problems } = gathered
  const boxesPerCategory: Record<string, number> = {}
  let boxes = 0
  for (const { fresh } of plan.images) {
    boxes += fresh.length
    for (const { box } of fresh) {
      const name = box.className ?? 'ignore region'
      boxesPerCategory[name] = (boxesPerCategory[name] ?? 0) + 1
    }
  }
  return {
    format: format.id,
    isDryRun,
    labelFiles,
    matchedImages: images.length,
    unmatchedFiles: problems.countOf('image-not-found', 'image-ambiguous'),
    imagesWithoutLabels: targets.length - images.length,
    boxes,
    knownBoxes: images.reduce((sum, image) => sum + image.boxes.length, 0) - boxes,
    clampedBoxes: problems.countOf('clamped', 'box-outside'),
    skippedBoxes: problems.skippedBoxes,
    verifiedEmptyImages: images.filter((image) => image.isVerified && image.boxes.length === 0).length,
    newCategories: plan.newCategories.map((category) => category.name),
    boxesPerCategory,
    problems: [...problems.kept],
  }
}

/** An import of nothing is a failure, and says why. */
function refuseEmpty(report: ImportReport, labels: string): void {
  if (report.boxes + report.knownBoxes + report.verifiedEmptyImages > 0) return
  const reasons = report.problems
    .slice(0, 3)
    .map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`} ${message}`)
  const why = reasons.length > 0 ? ` ${reasons.join('; ')}.` : ''
  throw new BoxwrightError(
    'nothing-imported',
    `No box was imported from ${labels}: ${report.labelFiles} label files, ${report.unmatchedFiles} without an image in the project.${why}`,
    { path: labels, labelFiles: report.labelFiles, unmatchedFiles: report.unmatchedFiles },
  )
}
