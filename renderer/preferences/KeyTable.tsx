import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { TextInput } from '../design/Field.tsx'
import { changedIds, withoutChanges } from '../keys/changeKeys.ts'
import { type Command, type CommandId, scopes } from '../keys/commands.ts'
import { usePreferences } from '../stores/preferences.ts'
import { findCommands } from './findCommands.ts'
import { KeyRow } from './KeyRow.tsx'
import styles from './Preferences.module.css'

/** Every command with its keys, by activity; a row at a time waits for a new key. */
export function KeyTable() {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [editedId, setEditedId] = useState<CommandId | null>(null)
  const settings = usePreferences()
  const found = findCommands(t, query, settings)
  const changes = changedIds(settings).length
  return (
    <section className={styles.keys} aria-label={t('preferences.keys')}>
      <header className={styles.keysHeader}>
        <h3>{t('preferences.keys')}</h3>
        <TextInput
          placeholder={t('preferences.search')}
          aria-label={t('preferences.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <ResetAll count={changes} />
      </header>
      {found.length === 0 && <p className={styles.empty}>{t('preferences.nothing')}</p>}
      {scopes.map((scope) => (
        <Scope
          key={scope}
          title={t(`keys.scopes.${scope}`)}
          commands={found.filter((command) => command.scope === scope)}
          editedId={editedId}
          onEdit={setEditedId}
        />
      ))}
    </section>
  )
}

type ScopeProps = {
  readonly title: string
  readonly commands: readonly Command[]
  readonly editedId: CommandId | null
  readonly onEdit: (id: CommandId | null) => void
}

function Scope({ title, commands, editedId, onEdit }: ScopeProps) {
  if (commands.length === 0) return null
  return (
    <section>
      <h4 className={styles.scope}>{title}</h4>
      <ul>
        {commands.map(({ id }) => (
          <KeyRow key={id} id={id} isEdited={id === editedId} onEdit={(isEdited) => onEdit(isEdited ? id : null)} />
        ))}
      </ul>
    </section>
  )
}

/** Asks once, in the place of the button: keys that took an hour to choose are not gone by one click. */
function ResetAll({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking || count === 0) {
    return (
      <Button disabled={count === 0} onClick={() => setIsAsking(true)}>
        {t('preferences.resetAll')}
      </Button>
    )
  }
  const reset = () => {
    const { set, ...settings } = usePreferences.getState()
    set({ keyChanges: withoutChanges(settings) })
    setIsAsking(false)
  }
  return (
    <span className={styles.question}>
      <Button look="danger" autoFocus onClick={reset}>
        {t('preferences.resetCount', { count })}
      </Button>
      <Button onClick={() => setIsAsking(false)}>{t('common.cancel')}</Button>
    </span>
  )
}
