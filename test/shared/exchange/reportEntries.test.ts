import { describe, expect, it } from 'vitest'
import { chosenEntries, entriesAsCsv, entriesAsText, entriesOf } from '../../../shared/exchange/reportEntries.ts'
import type { Problem } from '../../../shared/reports.ts'

const problem = (kind: string, severity: Problem['severity'], file: string, line: number | null = null): Problem => ({
  ...{ kind, severity, file, line },
  message: `${kind} of ${file}`,
})

const entries = entriesOf(
  [
    problem('clamped', 'note', 'a.txt', 2),
    problem('line-broken', 'error', 'a.txt', 3),
    problem('image-not-found', 'error', 'Straße.txt'),
    problem('class-twice', 'warning', 'classes.txt'),
    problem('corners-swapped', 'note', 'b.txt', 1),
    problem('score-read', 'note', 'b.txt'),
  ],
  [{ file: 'a.txt', image: 'a.jpg', boxes: 4 }],
  ({ image, boxes }) => `${boxes} boxes for ${image}`,
)

describe('entries of a report', () => {
  it('are in groups, what was lost first and what went well last', () => {
    expect(entries.map(({ group, file }) => `${group} ${file}`)).toEqual([
      'unmatched Straße.txt',
      'skipped a.txt',
      'warning classes.txt',
      'clamped a.txt',
      'repaired b.txt',
      'note b.txt',
      'matched a.txt',
    ])
  })

  it('are chosen by group and by every word of a search, whatever the case', () => {
    expect(chosenEntries(entries, new Set(), 'A.TXT broken').map(({ group }) => group)).toEqual(['skipped'])
    expect(chosenEntries(entries, new Set(['clamped', 'matched']), '').map(({ line }) => line)).toEqual([2, null])
    expect(chosenEntries(entries, new Set(['note']), 'a.txt')).toEqual([])
    expect(chosenEntries(entries, new Set(), 'a.txt:3')).toHaveLength(1)
  })

  it('become a table that spreadsheets open: commas, quotes and letters survive', () => {
    const csv = entriesAsCsv([{ group: 'skipped', file: 'Straße, "1".txt', line: 7, message: 'two\nlines' }])
    expect(csv).toBe('\ufeffgroup,file,line,message\r\nskipped,"Straße, ""1"".txt",7,"two\nlines"\r\n')
  })

  it('become text to paste', () => {
    expect(entriesAsText(entries.slice(1, 2))).toBe('skipped\ta.txt:3\tline-broken of a.txt')
  })
})
