import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy, Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  chosenEntries,
  type EntryGroup,
  entriesAsCsv,
  entriesAsText,
  entryGroups,
  type ReportEntry,
} from '../../../shared/exchange/reportEntries.ts'
import { Button } from '../../design/Button.tsx'
import { TextInput } from '../../design/Field.tsx'
import { engineText } from '../../engineText.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import styles from './Exchange.module.css'

type ReportViewProps = {
  readonly entries: readonly ReportEntry[]
  /** Name of a saved report, without extension. */
  readonly name: string
}

const rowHeight = 26

/** Every file and line that a report speaks of: by group, by words; to copy and to save. */
export function ReportView({ entries, name }: ReportViewProps) {
  const { t, i18n } = useTranslation()
  const [groups, setGroups] = useState<ReadonlySet<EntryGroup>>(new Set())
  const [search, setSearch] = useState('')
  const isSearched = search !== ''
  // A hundred thousand entries take two seconds to be put into words: only a search needs all of them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language says it in other words
  const searched = useMemo(() => (isSearched ? entries.map(inWords) : entries), [entries, isSearched, i18n.language])
  const shown = useMemo(() => chosenEntries(searched, groups, search), [searched, groups, search])
  const toggle = (group: EntryGroup) => {
    const next = new Set(groups)
    if (!next.delete(group)) next.add(group)
    setGroups(next)
  }
  if (entries.length === 0) return <p className={styles.help}>{t('exchange.report.nothing')}</p>
  return (
    <section className={styles.report} aria-label={t('exchange.report.label')}>
      <div className={styles.chips}>
        {entryGroups.map((group) => {
          const count = entries.filter((entry) => entry.group === group).length
          if (count === 0) return null
          return (
            <button
              key={group}
              type="button"
              className={styles.chip}
              data-group={group}
              aria-pressed={groups.has(group)}
              title={t(`exchange.report.about.${group}`)}
              onClick={() => toggle(group)}
            >
              {t(`exchange.report.group.${group}`)} <span className="number">{count}</span>
            </button>
          )
        })}
        <TextInput
          type="search"
          className={styles.search}
          value={search}
          placeholder={t('exchange.report.search')}
          aria-label={t('exchange.report.search')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <EntryList entries={shown} />
      <ReportActions entries={shown} total={entries.length} name={name} />
    </section>
  )
}

const inWords = (entry: ReportEntry): ReportEntry => ({ ...entry, message: engineText(entry.message) })

function EntryList({ entries }: { readonly entries: readonly ReportEntry[] }) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  if (entries.length === 0) return <p className={styles.help}>{t('exchange.report.noneFits')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard
    <section ref={box} className={styles.entries} tabIndex={0} aria-label={t('exchange.report.list')}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const { group, file, line, message } = inWords(entries[index]!)
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.entry}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className={styles.entryGroup} data-group={group}>
                {t(`exchange.report.group.${group}`)}
              </span>
              <span className={styles.entryText}>
                <code>{line === null ? file : `${file}:${line}`}</code> {message}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type ReportActionsProps = ReportViewProps & { readonly total: number }

function ReportActions({ entries, total, name }: ReportActionsProps) {
  const { t } = useTranslation()
  const copy = async () => {
    await navigator.clipboard.writeText(entriesAsText(entries.map(inWords)))
    note(t('exchange.report.copied', { count: entries.length }))
  }
  const save = async (extension: 'csv' | 'json') => {
    const said = entries.map(inWords)
    const text = extension === 'csv' ? entriesAsCsv(said) : `${JSON.stringify(said, null, 2)}\n`
    const title = t('exchange.report.save')
    const path = await call('desktop.saveText', { title, suggestion: `${name}.${extension}`, text })
    if (path) note(t('exchange.report.saved', { path }))
  }
  return (
    <div className={styles.row}>
      <Button disabled={entries.length === 0} onClick={() => copy().catch(fail)}>
        <Copy size={14} aria-hidden="true" />
        {t('common.copy')}
      </Button>
      <Button disabled={entries.length === 0} onClick={() => save('csv').catch(fail)}>
        <Download size={14} aria-hidden="true" />
        CSV
      </Button>
      <Button disabled={entries.length === 0} onClick={() => save('json').catch(fail)}>
        <Download size={14} aria-hidden="true" />
        JSON
      </Button>
      <output className={styles.shown}>
        {entries.length === total
          ? t('exchange.report.count', { count: total })
          : t('exchange.report.countOf', { count: total, shown: entries.length })}
      </output>
    </div>
  )
}
