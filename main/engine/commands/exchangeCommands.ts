/** import and export. */
import { BoxwrightError } from '../../../shared/errors.ts'
import type { ClassTarget } from '../../../shared/exchange/classMapping.ts'
import {
  type DetectionChoice,
  existingRule,
  folderRule,
  imageHandling,
} from '../../../shared/exchange/exportSettings.ts'
import { mergeRule, splitTaking } from '../../../shared/exchange/importSettings.ts'
import type { UnpackReport } from '../../../shared/exchange/unpackSettings.ts'
import { imageState } from '../../../shared/model.ts'
import {
  type ExportReport,
  exportFormat,
  type ImportReport,
  importFormat,
  type Problem,
  type ScanReport,
} from '../../../shared/reports.ts'
import {
  type Command,
  type CommandContext,
  choiceOption,
  listOption,
  numberOption,
  type Options,
  projectPathOf,
  textOption,
  UsageError,
} from './command.ts'

const mostProblemLines = 20

export const importCommand: Command = {
  name: 'import',
  usage: `import P.boxwright [--images DIR|ZIP] [--labels PATH] [--unpack DIR] [--format auto|${importFormat.options.join('|')}] [--merge keep|skip|replace|apart] [--splits fill|overwrite|ignore] [--map FROM=TO …] [--skip-class NAME …] [--voc-coordinates asIs|oneBased] [--dry-run]`,
  options: {
    images: { type: 'string' },
    labels: { type: 'string' },
    unpack: { type: 'string' },
    format: { type: 'string' },
    merge: { type: 'string' },
    splits: { type: 'string' },
    map: { type: 'string', multiple: true },
    'skip-class': { type: 'string', multiple: true },
    'voc-coordinates': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const images = textOption(options, 'images')
    const labels = textOption(options, 'labels') ?? images
    if (!labels) throw new UsageError('import what? Give --images, --labels, or both.')
    if (textOption(options, 'unpack') !== undefined && !isZip(images) && !isZip(labels)) {
      throw new UsageError('--unpack wants a zip as --images or --labels.')
    }
    const settings = settingsOf(options, labels)
    await call('project.open', { path: projectPathOf(context) })
    const unpack = await unpackImages(context)
    const folder = unpack?.directory ?? (isZip(images) ? undefined : images)
    const scan = folder ? ((await finish((await call('roots.add', { path: folder })).jobId)) as ScanReport) : null
    const hasLabels =
      textOption(options, 'labels') !== undefined || (await call('import.detect', { labels })).format !== null
    const classes = await mappingOf(context)
    const report = hasLabels
      ? ((await finish((await call('import.start', { ...settings, classes })).jobId)) as ImportReport)
      : null
    if (report?.isEmpty) throw new BoxwrightError('nothing-imported', emptyText(report, labels))
    const text = [unpackText(unpack), scanText(scan), importText(report)].filter(Boolean).join('\n')
    return { json: { unpack, scan, import: report }, text }
  },
}

const isZip = (path: string | undefined): boolean => path !== undefined && /\.zip$/i.test(path)

/** `--images set.zip` takes the pictures out of it, to a folder beside it unless `--unpack` names one; null when there are none to take. */
async function unpackImages({ call, finish, options }: CommandContext): Promise<UnpackReport | null> {
  const [images, labels, wanted] = ['images', 'labels', 'unpack'].map((name) => textOption(options, name))
  const zip = isZip(images) ? images : labels
  if (zip === undefined || (wanted === undefined && zip !== images)) return null
  const { imagesInZip } = await call('import.detect', { labels: zip })
  if (!imagesInZip) return null
  const { jobId } = await call('import.unpack', { zip, directory: wanted ?? imagesInZip.directory })
  return (await finish(jobId)) as UnpackReport
}

function unpackText(report: UnpackReport | null): string {
  if (!report) return ''
  return [`${report.images} images unpacked into ${report.directory}`, ...problemLines(report.problems)].join('\n')
}

function settingsOf(options: Options, labels: string) {
  return {
    labels,
    format: choiceOption(options, 'format', ['auto', ...importFormat.options]) ?? ('auto' as const),
    dryRun: options['dry-run'] === true,
    merge: choiceOption(options, 'merge', mergeRule.options) ?? ('keep' as const),
    splits: choiceOption(options, 'splits', splitTaking.options) ?? ('fill' as const),
    vocCoordinates: choiceOption(options, 'voc-coordinates', ['asIs', 'oneBased']) ?? ('asIs' as const),
  }
}

/** `--map "person=pedestrian"` takes an existing class for one of the labels, `--skip-class sky` leaves one out. */
export async function mappingOf({ call, options }: CommandContext): Promise<Record<string, ClassTarget>> {
  const categories = await call('categories.list', {})
  const mapped = listOf(options.map).map((text): [string, ClassTarget] => {
    const [from, to] = text.split('=')
    const category = categories.find(({ name }) => name === to?.normalize('NFC'))
    if (!from || !category) throw new UsageError(`--map wants FROM=TO with a class of the project, not "${text}".`)
    return [from, { kind: 'existing', categoryId: category.id }]
  })
  const skipped = listOf(options['skip-class']).map((name): [string, ClassTarget] => [name, { kind: 'skip' }])
  return Object.fromEntries([...mapped, ...skipped])
}

const listOf = (value: Options[string]): readonly string[] => (Array.isArray(value) ? value : [])

function emptyText({ labelFiles, unmatchedFiles, problems }: ImportReport, labels: string): string {
  const lines = problemLines(problems)
  const why = lines.length > 0 ? `\n${lines.join('\n')}` : ''
  return `No box would be imported from ${labels}: ${labelFiles} label files, ${unmatchedFiles} without an image.${why}`
}

function scanText(scan: ScanReport | null): string {
  if (!scan) return ''
  const broken = scan.broken.map(({ path, reason }) => `  broken: ${path}: ${reason}`)
  return [
    `${scan.added} images added, ${scan.known} known, ${scan.missing} missing, ${scan.broken.length} broken`,
    ...broken,
  ].join('\n')
}

function importText(report: ImportReport | null): string {
  if (!report) return 'No label files found; only the images were added.'
  const classes = Object.entries(report.boxesPerCategory).map(([name, boxes]) => `${name} ${boxes}`)
  return [
    `${report.isDryRun ? 'Would import' : 'Imported'} ${report.boxes} boxes in ${report.matchedImages} images from ${report.labelFiles} ${report.format} files`,
    `classes: ${classes.join(', ') || 'none'}${report.newCategories.length > 0 ? ` (new: ${report.newCategories.join(', ')})` : ''}`,
    `unmatched files ${report.unmatchedFiles}, images without labels ${report.imagesWithoutLabels}, verified empty ${report.verifiedEmptyImages}`,
    `images kept as they were ${report.keptImages}, boxes replaced ${report.replacedBoxes}, of unwanted classes ${report.unwantedBoxes}, parts taken over ${report.splitImages}, turned upright ${report.turnedImages}`,
    `boxes already there ${report.knownBoxes}, clamped ${report.clampedBoxes}, skipped ${report.skippedBoxes}`,
    ...problemLines(report.problems),
  ].join('\n')
}

export const exportCommand: Command = {
  name: 'export',
  usage: `export P.boxwright --format ${exportFormat.options.join('|')} --out DIR [--split train,val,test,none] [--state …] [--filter TEXT] [--detections RUN|last [--confidence 0]] [--images copy|link|symlink|none] [--folders keep|flat|joined] [--existing refuse|aside] [--upright] [--voc-coordinates asIs|oneBased] [--voc-decimals] [--dry-run]`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    split: { type: 'string' },
    state: { type: 'string' },
    filter: { type: 'string' },
    detections: { type: 'string' },
    confidence: { type: 'string' },
    images: { type: 'string' },
    folders: { type: 'string' },
    existing: { type: 'string' },
    upright: { type: 'boolean' },
    'voc-coordinates': { type: 'string' },
    'voc-decimals': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const settings = exportSettingsOf(options)
    await call('project.open', { path: projectPathOf(context) })
    const detections = await detectionsOf(context)
    const request = { ...settings, ...(detections && { detections }) }
    const report = (await finish((await call('export.start', request)).jobId)) as ExportReport
    return { json: report, text: exportText(report) }
  },
}

/** `--detections last --split test`: what the run found when it was last evaluated in that part, or in any without --split. */
async function detectionsOf({ call, options }: CommandContext): Promise<DetectionChoice | null> {
  const wanted = textOption(options, 'detections')
  const confidence = numberOption(options, 'confidence')
  if (wanted === undefined) {
    if (confidence !== undefined) throw new UsageError('--confidence goes with --detections.')
    return null
  }
  const split = textOption(options, 'split')
  const fitting = (await call('results.list', {})).filter((evaluation) => {
    if (split !== undefined && evaluation.split !== split && evaluation.split !== 'all') return false
    return wanted === 'last' || evaluation.runId === Number(wanted)
  })
  const [evaluation] = fitting
  if (evaluation) return { evaluationId: evaluation.id, confidence: confidence ?? 0 }
  const part = split === undefined ? '' : ` in ${split}`
  throw new BoxwrightError(
    'not-found',
    `There is no evaluation of ${wanted === 'last' ? 'a run' : `run ${wanted}`}${part}. Evaluate it first.`,
  )
}

function exportSettingsOf(options: Options) {
  const format = choiceOption(options, 'format', exportFormat.options)
  const directory = textOption(options, 'out')
  if (!format || !directory) throw new UsageError('export wants --format and --out.')
  const splits = listOption(textOption(options, 'split'), ['train', 'val', 'test', 'none'], 'split')
  const states = listOption(textOption(options, 'state'), imageState.options, 'state')
  const filter = textOption(options, 'filter')
  return {
    ...{ format, directory },
    ...(splits ? { splits } : {}),
    ...(states ? { states } : {}),
    ...(filter ? { filter } : {}),
    images: choiceOption(options, 'images', imageHandling.options) ?? ('copy' as const),
    folders: choiceOption(options, 'folders', folderRule.options) ?? ('keep' as const),
    existing: choiceOption(options, 'existing', existingRule.options) ?? ('refuse' as const),
    upright: options.upright === true,
    vocCoordinates: choiceOption(options, 'voc-coordinates', ['asIs', 'oneBased']) ?? ('asIs' as const),
    vocDecimals: options['voc-decimals'] === true,
    dryRun: options['dry-run'] === true,
  }
}

function exportText(report: ExportReport): string {
  const { isDryRun, boxes, images, format, directory, labelFiles, losses, formerClasses, classes } = report
  const leftOut = Object.entries(report.leftOut).map(([reason, count]) => `  left out: ${count} images (${reason})`)
  return [
    `${isDryRun ? 'Would export' : 'Exported'} ${boxes} boxes in ${images} images as ${format} to ${directory} (${labelFiles} label files)`,
    ...(report.keptAside ? [`  the folder that was there is now ${report.keptAside}`] : []),
    ...leftOut,
    ...losses.map(({ kind, count }) => `  ${format} has no place for: ${kind} (${count})`),
    ...(formerClasses
      ? [`  classes differ from the last export: ${formerClasses.join(', ')} → ${classes.join(', ')}`]
      : []),
    ...(report.lyingImages > report.turnedImages
      ? [`  ${report.lyingImages - report.turnedImages} pictures are stored lying; --upright copies them upright`]
      : []),
    ...problemLines(report.problems),
  ].join('\n')
}

/** The worst first, and no more than one can read; --json has all. */
function problemLines(problems: readonly Problem[]): string[] {
  const rank = { error: 0, warning: 1, note: 2 }
  const sorted = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity])
  const lines = sorted
    .slice(0, mostProblemLines)
    .map(({ severity, file, line, message }) => `  ${severity}: ${file}${line === null ? '' : `:${line}`}: ${message}`)
  const rest = problems.length - lines.length
  return rest > 0 ? [...lines, `  … and ${rest} more (--json lists all)`] : lines
}
