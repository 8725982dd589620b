import { Plus, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { changedIds, withDefaultKeys, withoutKey } from '../keys/changeKeys.ts'
import { type CommandId, labelOf } from '../keys/commands.ts'
import { type KeyChanges, type KeySettings, keysOf } from '../keys/keymap.ts'
import { strokeText } from '../keys/stroke.ts'
import { usePreferences } from '../stores/preferences.ts'
import { KeyCapture } from './KeyCapture.tsx'
import styles from './Preferences.module.css'

type KeyRowProps = {
  readonly id: CommandId
  readonly isEdited: boolean
  readonly onEdit: (isEdited: boolean) => void
}

/** A command and its keys: a click on a key changes it, the plus sign adds one. */
export function KeyRow({ id, isEdited, onEdit }: KeyRowProps) {
  const { t } = useTranslation()
  const settings = usePreferences()
  const [replaced, setReplaced] = useState<string | null>(null)
  const keys = keysOf(id, settings)
  const label = labelOf(t, id)
  const isChanged = changedIds(settings).includes(id)
  const edit = (key: string | null) => {
    setReplaced(key)
    onEdit(true)
  }
  return (
    <li className={styles.row}>
      <span className={styles.label}>{label}</span>
      <span className={styles.rowKeys}>
        {keys.map((key) => (
          <Key key={key} label={label} stroke={key} onChange={() => edit(key)} onRemove={() => remove(id, key)} />
        ))}
        <IconButton label={t('preferences.add', { label })} onClick={() => edit(null)}>
          <Plus size={14} />
        </IconButton>
        <IconButton
          label={t('preferences.reset', { label })}
          disabled={!isChanged}
          onClick={() => changeKeys((now) => withDefaultKeys(now, id))}
        >
          <RotateCcw size={14} />
        </IconButton>
      </span>
      {isEdited && <KeyCapture id={id} replaced={replaced} onLeave={() => onEdit(false)} />}
    </li>
  )
}

type KeyProps = {
  readonly label: string
  readonly stroke: string
  readonly onChange: () => void
  readonly onRemove: () => void
}

function Key({ label, stroke, onChange, onRemove }: KeyProps) {
  const { t } = useTranslation()
  const key = strokeText(stroke)
  return (
    <span className={styles.key}>
      <button type="button" aria-label={t('preferences.change', { label, key })} onClick={onChange}>
        <kbd>{key}</kbd>
      </button>
      <button type="button" aria-label={t('preferences.remove', { label, key })} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

export function changeKeys(change: (settings: KeySettings) => KeyChanges): void {
  const preferences = usePreferences.getState()
  preferences.set({ keyChanges: change(preferences) })
}

const remove = (id: CommandId, key: string): void => changeKeys((now) => withoutKey(now, id, key))
