/** split: deals the labelled images to train, val and test. */
import type { CompareReport, SplitReport } from '../../../shared/reports.ts'
import { type GroupRule, type NamePattern, namePatterns } from '../../../shared/split/groups.ts'
import {
  type Command,
  listOption,
  numberOption,
  type Options,
  projectPathOf,
  table,
  textOption,
  UsageError,
} from './command.ts'

const groupKinds = ['none', 'folder', 'name', 'copies'] as const
const leaksShown = 20

export const splitCommand: Command = {
  name: 'split',
  usage:
    'split P.boxwright [--ratio 8:1:1] [--seed 0] [--keep] [--no-stratify] [--group none|folder,name,copies] [--name PATTERN] [--mend] [--dry-run]',
  options: {
    ratio: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean' },
    stratify: { type: 'boolean' },
    'no-stratify': { type: 'boolean' },
    group: { type: 'string' },
    name: { type: 'string' },
    mend: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: async ({ call, finish, options, positionals }) => {
    const ratio = parseRatio(textOption(options, 'ratio') ?? '8:1:1')
    const groups = groupRuleOf(options)
    const seed = numberOption(options, 'seed') ?? 0
    await call('project.open', { path: projectPathOf({ positionals }) })
    const unreadable = groups.byCopies
      ? ((await finish((await call('split.compare', {})).jobId)) as CompareReport).problems
      : []
    const dryRun = options['dry-run'] === true
    const settings = { ratio, seed, groups, keep: options.keep === true, stratify: options['no-stratify'] !== true }
    const dealt = await call('split.assign', { ...settings, dryRun })
    const mended = options.mend === true && !dryRun ? await call('split.mend', { groups }) : null
    const report = mended ? await call('split.report', { groups }) : dealt
    return { json: { ...report, mended, unreadable }, text: splitText(report) }
  },
}

/** `--group folder,copies`; a name pattern is one of the known ones or a regular expression. */
function groupRuleOf(options: Options): GroupRule {
  const kinds = listOption(textOption(options, 'group') ?? 'none', groupKinds, 'group') ?? []
  const name = textOption(options, 'name')
  if (name !== undefined && !kinds.includes('name')) throw new UsageError('--name goes with --group name.')
  const isKnown = (text: string): text is NamePattern => Object.hasOwn(namePatterns, text)
  const pattern = name === undefined ? namePatterns.number : isKnown(name) ? namePatterns[name] : name
  return {
    byFolder: kinds.includes('folder'),
    namePattern: kinds.includes('name') ? pattern : null,
    byCopies: kinds.includes('copies'),
  }
}

function parseRatio(text: string): [number, number, number] {
  const parts = text.split(':').map(Number)
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part) || part < 0)) {
    throw new UsageError(`--ratio wants three numbers such as 8:1:1, not "${text}".`)
  }
  return parts as [number, number, number]
}

function splitText(report: SplitReport): string {
  const { images, kept, locked, groups, categories, leaks, leakCount, isDryRun } = report
  const rows = categories.map(({ name, boxes }) => [name, String(boxes.train), String(boxes.val), String(boxes.test)])
  const leakLines = leaks
    .slice(0, leaksShown)
    .map((leak) => `  ${leak.kind}: ${leak.images.map(({ path, split }) => `${path} (${split})`).join(', ')}`)
  return [
    `${isDryRun ? 'Would give ' : ''}train ${images.train}, val ${images.val}, test ${images.test} images (${kept} kept their part, ${locked} locked)`,
    ...(groups.count > 0 ? [`${groups.count} groups kept together, the largest of ${groups.largest} images`] : []),
    ...(rows.length > 0 ? [table([['class', 'train', 'val', 'test'], ...rows])] : []),
    ...(leakCount > 0 ? [`${leakCount} groups lie in more than one part (--mend brings them together):`] : []),
    ...leakLines,
  ].join('\n')
}
