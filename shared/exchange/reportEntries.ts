/** What a report says about files, in the groups in which one looks for it, and as files to keep. */
import { csvCell } from '../csvCell.ts'
import type { Problem } from '../reports.ts'

export const entryGroups = ['unmatched', 'skipped', 'warning', 'clamped', 'repaired', 'note', 'matched'] as const
export type EntryGroup = (typeof entryGroups)[number]

export type ReportEntry = {
  readonly group: EntryGroup
  readonly file: string
  readonly line: number | null
  readonly message: string
}

const groupOfKind: Readonly<Record<string, EntryGroup>> = {
  'image-not-found': 'unmatched',
  'image-ambiguous': 'unmatched',
  clamped: 'clamped',
  'box-outside': 'clamped',
  'corners-swapped': 'repaired',
  'polygon-boxed': 'repaired',
  'turned-upright': 'repaired',
  'encoding-guessed': 'repaired',
  renamed: 'repaired',
  'class-renamed': 'repaired',
}

/** The group by the kind of the problem; else errors left something out, warnings want a look. */
export function groupOf({ kind, severity }: Problem): EntryGroup {
  return groupOfKind[kind] ?? ({ error: 'skipped', warning: 'warning', note: 'note' } as const)[severity]
}

export type MatchedFile = { readonly file: string; readonly image: string; readonly boxes: number }

/** a-2 comes before a-10. */
export const byName = new Intl.Collator('en', { numeric: true })

/** In the order of the groups, in each by file and line; the texts for matched files are the caller's. */
export function entriesOf(
  problems: readonly Problem[],
  matches: readonly MatchedFile[],
  matchedText: (match: MatchedFile) => string,
): ReportEntry[] {
  const entries = problems.map((problem) => ({ group: groupOf(problem), ...placeOf(problem) }))
  const matched = matches.map((match) => ({
    group: 'matched' as const,
    file: match.file,
    line: null,
    message: matchedText(match),
  }))
  const rank = (entry: ReportEntry) => entryGroups.indexOf(entry.group)
  return [...entries, ...matched].sort(
    (a, b) => rank(a) - rank(b) || byName.compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0),
  )
}

const placeOf = ({ file, line, message }: Problem) => ({ file, line, message })

/** Entries of some groups (none chosen: all) that hold every word of the search. */
export function chosenEntries(
  entries: readonly ReportEntry[],
  groups: ReadonlySet<EntryGroup>,
  search: string,
): ReportEntry[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (groups.size > 0 && !groups.has(entry.group)) return false
    const text = fold(`${entry.file}:${entry.line ?? ''} ${entry.message}`)
    return words.every((word) => text.includes(word))
  })
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/** RFC 4180, with a mark at the start by which spreadsheets know UTF-8. */
export function entriesAsCsv(entries: readonly ReportEntry[]): string {
  const rows = entries.map(({ group, file, line, message }) => [
    group,
    file,
    line === null ? '' : String(line),
    message,
  ])
  return `\ufeff${[['group', 'file', 'line', 'message'], ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

export function entriesAsText(entries: readonly ReportEntry[]): string {
  return entries
    .map(({ group, file, line, message }) => `${group}\t${line === null ? file : `${file}:${line}`}\t${message}`)
    .join('\n')
}
