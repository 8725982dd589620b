/** What an import did or would do, for the user to read. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ImportReport } from '../../../shared/reports.ts'
import type { Format } from '../formats/format.ts'
import type { ImportPlan, PlannedImage } from './importPlan.ts'
import type { ProblemLog } from './problemLog.ts'

export type ImportOutcome = {
  readonly format: Format
  readonly labelFiles: number
  readonly isDryRun: boolean
  /** Images of the project that could be matched. */
  readonly imageCount: number
  readonly plan: ImportPlan
  readonly problems: ProblemLog
}

/** One wrong setting may concern 100,000 files; nobody reads so many. */
const mostMatches = 5000

export function importReportOf(outcome: ImportOutcome): ImportReport {
  const { format, labelFiles, isDryRun, imageCount, plan, problems } = outcome
  const { images } = plan
  const boxes = sumOf(images, ({ fresh }) => fresh.length)
  const knownBoxes = sumOf(images, ({ known }) => known)
  const replacedBoxes = sumOf(images, ({ removedIds }) => removedIds.length)
  const keptImages = images.filter(({ isLeft }) => isLeft).length
  const splitImages = images.filter(({ split }) => split !== null).length
  const verifiedEmptyImages = images.filter(({ item }) => item.isVerified && item.boxes.length === 0).length
  return {
    format: format.id,
    isDryRun,
    labelFiles,
    matchedImages: images.length,
    unmatchedFiles: problems.countOf('image-not-found', 'image-ambiguous'),
    imagesWithoutLabels: imageCount - images.length,
    boxes,
    knownBoxes,
    clampedBoxes: problems.countOf('clamped', 'box-outside'),
    skippedBoxes: problems.skippedBoxes,
    verifiedEmptyImages,
    newCategories: plan.newCategories.map((category) => category.name),
    boxesPerCategory: boxesPerCategory(images),
    isEmpty: boxes + knownBoxes + verifiedEmptyImages + replacedBoxes + keptImages + splitImages === 0,
    classes: [...plan.classes],
    unwantedBoxes: sumOf(images, ({ unwanted }) => unwanted),
    ...{ keptImages, replacedBoxes, splitImages },
    turnedImages: problems.countOf('turned-upright'),
    matches: images.slice(0, mostMatches).map(({ item }) => ({
      file: item.sourceFile,
      image: item.image.path,
      boxes: item.boxes.length,
    })),
    problems: [...problems.kept],
  }
}

function sumOf(images: readonly PlannedImage[], numberOf: (image: PlannedImage) => number): number {
  return images.reduce((sum, image) => sum + numberOf(image), 0)
}

function boxesPerCategory(images: readonly PlannedImage[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { fresh } of images) {
    for (const { className } of fresh) {
      const name = className ?? 'ignore region'
      counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

/** An import of nothing is a failure, and says why. */
export function refuseEmpty(report: ImportReport, labels: string): void {
  if (!report.isEmpty) return
  const reasons = report.problems
    .slice(0, 3)
    .map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}`)
  const why = reasons.length > 0 ? `\n${reasons.join('\n')}` : ''
  throw new BoxwrightError(
    'nothing-imported',
    `No box was imported from ${labels}: ${report.labelFiles} label files, ${report.unmatchedFiles} without an image in the project.${why}`,
    { path: labels, labelFiles: report.labelFiles, unmatchedFiles: report.unmatchedFiles },
  )
}
