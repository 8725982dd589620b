import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../stores/preferences.ts'
import { type PaletteEntry, paletteEntries } from './entries.ts'
import styles from './Palette.module.css'
import { closePalette, leavePalette, usePalette } from './paletteState.ts'
import { ranked } from './ranked.ts'
import { useImageEntries } from './useImageEntries.ts'

/** Every command of the screen, classes and images, found by a few letters. */
export function Palette() {
  const { t } = useTranslation()
  const isOpen = usePalette((state) => state.isOpen)
  const chosen = useRef<PaletteEntry | null>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closePalette()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.palette}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            const entry = chosen.current
            chosen.current = null
            leavePalette(entry)
          }}
        >
          <Dialog.Title className="spoken">{t('palette.title')}</Dialog.Title>
          <Finder
            onChoose={(entry) => {
              chosen.current = entry
              closePalette()
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const mostShown = 60

function Finder({ onChoose }: { readonly onChoose: (entry: PaletteEntry) => void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const shown = useShown(query)
  const current = Math.min(place, shown.length - 1)
  const choose = (entry: PaletteEntry | undefined) => entry?.isPossible && onChoose(entry)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const last = shown.length - 1
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current >= last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
      PageDown: Math.min(last, current + 8),
      PageUp: Math.max(0, current - 8),
    }
    const next = steps[event.key]
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next === undefined) choose(shown[current])
    else setPlace(next)
  }

  return (
    <>
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          className={styles.input}
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.placeholder')}
          aria-expanded={shown.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown[current] && optionId(current)}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setPlace(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Options entries={shown} current={current} onPoint={setPlace} onChoose={choose} />
      <output className={styles.count}>
        {shown.length === 0 ? t('palette.nothing') : t('palette.count', { count: shown.length })}
      </output>
    </>
  )
}

/** What was possible when the palette opened stays so while it is open: the focus was elsewhere then. */
function useShown(query: string): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const [settings] = useState(usePreferences.getState)
  const entries = useMemo(() => paletteEntries(t, settings), [t, settings])
  const images = useImageEntries(query)
  return useMemo(
    () => [...ranked(entries, query, settings.recentIds), ...images].slice(0, mostShown),
    [entries, images, query, settings],
  )
}

const listId = 'palette-list'
const optionId = (place: number) => `palette-option-${place}`

type OptionsProps = {
  readonly entries: readonly PaletteEntry[]
  readonly current: number
  readonly onPoint: (place: number) => void
  readonly onChoose: (entry: PaletteEntry) => void
}

function Options({ entries, current, onPoint, onChoose }: OptionsProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.children[current]?.scrollIntoView({ block: 'nearest' }), [current])
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('palette.title')} className={styles.list}>
      {entries.map((entry, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above has the focus and the keys
        <div
          key={entry.id}
          id={optionId(place)}
          role="option"
          aria-selected={place === current}
          aria-disabled={!entry.isPossible}
          className={styles.option}
          onMouseMove={() => onPoint(place)}
          onClick={() => onChoose(entry)}
        >
          <span className={styles.label}>{entry.label}</span>
          <span className={styles.kind}>{entry.kind}</span>
          {entry.key && <kbd className={styles.key}>{entry.key}</kbd>}
        </div>
      ))}
    </div>
  )
}
