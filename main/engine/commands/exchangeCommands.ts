/** import and export. */
import { imageState } from '../../../shared/model.ts'
import {
  type ExportReport,
  exportFormat,
  type ImportReport,
  importFormat,
  type Problem,
  type ScanReport,
} from '../../../shared/reports.ts'
import { type Command, choiceOption, listOption, projectPathOf, textOption, UsageError } from './command.ts'

const mostProblemLines = 20

export const importCommand: Command = {
  name: 'import',
  usage: `import P.boxwright --images DIR [--labels PATH] [--format auto|${importFormat.options.join('|')}] [--dry-run]`,
  options: {
    images: { type: 'string' },
    labels: { type: 'string' },
    format: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const images = textOption(options, 'images')
    const labels = textOption(options, 'labels') ?? images
    const format = choiceOption(options, 'format', ['auto', ...importFormat.options]) ?? 'auto'
    const dryRun = options['dry-run'] === true
    if (!labels) throw new UsageError('import what? Give --images, --labels, or both.')
    await call('project.open', { path: projectPathOf(context) })
    const scan = images ? ((await finish((await call('roots.add', { path: images })).jobId)) as ScanReport) : null
    const hasLabels =
      textOption(options, 'labels') !== undefined || (await call('import.detect', { labels })).format !== null
    const report = hasLabels
      ? ((await finish((await call('import.start', { labels, format, dryRun })).jobId)) as ImportReport)
      : null
    return { json: { scan, import: report }, text: [scanText(scan), importText(report)].filter(Boolean).join('\n') }
  },
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
    `boxes already there ${report.knownBoxes}, clamped ${report.clampedBoxes}, skipped ${report.skippedBoxes}`,
    ...problemLines(report.problems),
  ].join('\n')
}

export const exportCommand: Command = {
  name: 'export',
  usage: `export P.boxwright --format ${exportFormat.options.join('|')} --out DIR [--split train,val,test,none] [--state …] [--filter TEXT] [--images copy|link|none]`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    split: { type: 'string' },
    state: { type: 'string' },
    filter: { type: 'string' },
    images: { type: 'string' },
  },
  run: async (context) => {
    const { call, finish, options } = context
    const format = choiceOption(options, 'format', exportFormat.options)
    const directory = textOption(options, 'out')
    if (!format || !directory) throw new UsageError('export wants --format and --out.')
    const splits = listOption(textOption(options, 'split'), ['train', 'val', 'test', 'none'], 'split')
    const states = listOption(textOption(options, 'state'), imageState.options, 'state')
    const filter = textOption(options, 'filter')
    const images = choiceOption(options, 'images', ['copy', 'link', 'none'])
    await call('project.open', { path: projectPathOf(context) })
    const request = {
      format,
      directory,
      ...(splits ? { splits } : {}),
      ...(states ? { states } : {}),
      ...(filter ? { filter } : {}),
      ...(images ? { images } : {}),
    }
    const report = (await finish((await call('export.start', request)).jobId)) as ExportReport
    return { json: report, text: exportText(report) }
  },
}

function exportText(report: ExportReport): string {
  const leftOut = Object.entries(report.leftOut).map(([reason, count]) => `  left out: ${count} images (${reason})`)
  return [
    `Exported ${report.boxes} boxes in ${report.images} images as ${report.format} to ${report.directory}`,
    ...leftOut,
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
