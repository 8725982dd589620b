import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { withKey } from '../keys/changeKeys.ts'
import { type CommandId, labelOf } from '../keys/commands.ts'
import { clashesOf } from '../keys/keymap.ts'
import { isModifier, strokeOf, strokeText } from '../keys/stroke.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './Preferences.module.css'

type KeyCaptureProps = {
  readonly id: CommandId
  /** The stroke in whose place the new one comes; null adds one. */
  readonly replaced: string | null
  readonly onLeave: () => void
}

/** Waits for the new key. One that already means something else is taken over only when the user says so. */
export function KeyCapture({ id, replaced, onLeave }: KeyCaptureProps) {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<string | null>(null)
  const before = useRef(document.activeElement)

  function leave(): void {
    onLeave()
    if (before.current instanceof HTMLElement) before.current.focus()
  }
  function give(stroke: string): void {
    const preferences = usePreferences.getState()
    preferences.set({ keyChanges: withKey(preferences, { id, stroke, replaced }) })
    leave()
  }
  function onStroke(stroke: string): void {
    if (stroke === 'Escape') leave()
    else if (clashesOf(id, stroke, usePreferences.getState()).length > 0) setTaken(stroke)
    else give(stroke)
  }

  if (taken === null) return <Waiting id={id} onStroke={onStroke} onLeave={onLeave} />
  const others = clashesOf(id, taken, usePreferences.getState())
  return (
    <div role="alert" className={styles.capture}>
      <p>
        {t('preferences.taken', {
          key: strokeText(taken),
          others: others.map((other) => `${t(`keys.scopes.${other.scope}`)}: ${labelOf(t, other.id)}`).join('; '),
        })}
      </p>
      <Button look="primary" autoFocus onClick={() => give(taken)}>
        {t('preferences.takeOver')}
      </Button>
      <Button onClick={leave}>{t('common.cancel')}</Button>
    </div>
  )
}

type WaitingProps = {
  readonly id: CommandId
  readonly onStroke: (stroke: string) => void
  readonly onLeave: () => void
}

function Waiting({ id, onStroke, onLeave }: WaitingProps) {
  const { t } = useTranslation()
  const label = t('preferences.press', { label: labelOf(t, id) })
  const latest = useRef(onStroke)
  latest.current = onStroke
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Also Tab and Escape are for this field alone: the dialog must not hear them.
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!isModifier(event)) latest.current(strokeOf(event))
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
  return (
    <input
      readOnly
      // biome-ignore lint/a11y/noAutofocus: the next key belongs to this field
      autoFocus
      className={styles.waiting}
      aria-label={label}
      value={label}
      onBlur={onLeave}
    />
  )
}
