import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { Dialog } from '../design/Dialog.tsx'
import { commandGroups } from '../keys/command.ts'
import { type Command, commands, labelOf } from '../keys/commands.ts'
import { keysOf } from '../keys/keymap.ts'
import { isOffered } from '../keys/offers.ts'
import { strokeText } from '../keys/stroke.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './KeyHelp.module.css'

const useKeyHelp = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))
export const showKeyHelp = (): void => useKeyHelp.setState({ isOpen: true })

/** The keys of what is on the screen, from the table that the keyboard uses. */
export function KeyHelp() {
  const { t } = useTranslation()
  const isOpen = useKeyHelp((state) => state.isOpen)
  return (
    <Dialog isWide title={t('keys.title')} isOpen={isOpen} onClose={() => useKeyHelp.setState({ isOpen: false })}>
      {isOpen && commandGroups.map((group) => <Group key={group} group={group} />)}
    </Dialog>
  )
}

function Group({ group }: { readonly group: Command['group'] }) {
  const { t } = useTranslation()
  const settings = usePreferences()
  const lines = commands
    .filter((command) => command.group === group && isOffered(command.id))
    .map((command) => ({ id: command.id, keys: keysOf(command.id, settings) }))
    .filter(({ keys }) => keys.length > 0)
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{t(`keys.groups.${group}`)}</h3>
      <dl className={styles.keys}>
        {lines.map(({ id, keys }) => (
          <div key={id} className={styles.line}>
            <dt>
              {keys.map((key) => (
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
