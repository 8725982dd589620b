import { GraduationCap, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { TextInput } from '../design/Field.tsx'
import { commandGroups } from '../keys/command.ts'
import { type Command, labelOf } from '../keys/commands.ts'
import { keysOf } from '../keys/keymap.ts'
import { type LegendEntry, markLegend, mouseLegend } from '../keys/legend.ts'
import { isOffered } from '../keys/offers.ts'
import { strokeText } from '../keys/stroke.ts'
import { findCommands } from '../preferences/findCommands.ts'
import { showPreferences } from '../preferences/preferencesDialog.ts'
import { showActivity } from '../stores/activity.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useProject } from '../stores/project.ts'
import styles from './KeyHelp.module.css'

const useKeyHelp = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))
export const showKeyHelp = (): void => useKeyHelp.setState({ isOpen: true })
const hideKeyHelp = (): void => useKeyHelp.setState({ isOpen: false })

/** The keys of what is on the screen, from the table that the keyboard uses; on paper too. */
export function KeyHelp() {
  const { t } = useTranslation()
  const isOpen = useKeyHelp((state) => state.isOpen)
  const hasProject = useProject((state) => state.project !== null)
  const actions = (
    <>
      <Button
        onClick={() => {
          hideKeyHelp()
          showPreferences()
        }}
      >
        {t('keys.change')}
      </Button>
      {hasProject && (
        <Button
          onClick={() => {
            hideKeyHelp()
            showActivity('how')
          }}
        >
          <GraduationCap size={14} aria-hidden="true" />
          {t('rail.how')}
        </Button>
      )}
      <Button onClick={() => window.print()}>
        <Printer size={14} aria-hidden="true" />
        {t('keys.print')}
      </Button>
    </>
  )
  return (
    <Dialog isWide title={t('keys.title')} isOpen={isOpen} onClose={hideKeyHelp} actions={actions}>
      <Sheet />
    </Dialog>
  )
}

function Sheet() {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const settings = usePreferences()
  const found = findCommands(t, query, settings).filter(({ id }) => isOffered(id) && keysOf(id, settings).length > 0)
  return (
    <>
      <TextInput
        className={styles.search}
        placeholder={t('preferences.search')}
        aria-label={t('preferences.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {found.length === 0 && <p>{t('preferences.nothing')}</p>}
      <div className={styles.sheet}>
        {commandGroups.map((group) => (
          <Group key={group} group={group} commands={found.filter((command) => command.group === group)} />
        ))}
        {isOffered('annotate.draw') && <Legends query={query} />}
      </div>
    </>
  )
}

function Group({ group, commands }: { readonly group: Command['group']; readonly commands: readonly Command[] }) {
  const { t } = useTranslation()
  const settings = usePreferences()
  if (commands.length === 0) return null
  return (
    <section className={styles.group}>
      <h3>{t(`keys.groups.${group}`)}</h3>
      <dl className={styles.keys}>
        {commands.map(({ id }) => (
          <div key={id} className={styles.line}>
            <dt>
              {keysOf(id, settings).map((key) => (
                <kbd key={key} className={styles.key}>
                  {strokeText(key)}
                </kbd>
              ))}
            </dt>
            <dd>{labelOf(t, id)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What belongs to Annotate and is no key. */
function Legends({ query }: { readonly query: string }) {
  const { t } = useTranslation()
  const keymap = usePreferences((state) => state.keymap)
  return (
    <>
      <Legend title={t('keys.mouseTitle')} entries={mouseLegend(t, keymap)} query={query} />
      <Legend title={t('keys.marksTitle')} entries={markLegend(t)} query={query} />
    </>
  )
}

type LegendProps = { readonly title: string; readonly entries: readonly LegendEntry[]; readonly query: string }

function Legend({ title, entries, query }: LegendProps) {
  const wanted = query.trim().toLowerCase()
  const found = entries.filter(({ sign, meaning }) => `${sign} ${meaning}`.toLowerCase().includes(wanted))
  if (found.length === 0) return null
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {found.map(({ sign, meaning }) => (
          <div key={sign} className={styles.line}>
            <dt>{sign}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
