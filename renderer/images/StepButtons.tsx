import { Redo2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { fail, note } from '../stores/messages.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'
import styles from './RoomTabs.module.css'

/** Undo and redo of the whole project: imports, splits, classes and boxes in the order in which they were made. */
export function StepButtons() {
  const { t } = useTranslation()
  const { answer } = useProjectAnswer({ ask: () => call('history.state', {}) })
  const step = (way: 'undo' | 'redo') => {
    call(`history.${way}`, {})
      .then((done) =>
        note(
          done
            ? t(`images.history.${way}Done`, { what: t(`images.history.kind.${done.kind}`) })
            : t(`images.history.${way}`),
        ),
      )
      .catch(fail)
  }
  useCommands({ 'images.undo': () => step('undo'), 'images.redo': () => step('redo') })
  const button = (way: 'undo' | 'redo') => {
    const kind = answer?.[way] ?? null
    const Icon = way === 'undo' ? Undo2 : Redo2
    const label = kind
      ? t(`images.history.${way}What`, { what: t(`images.history.kind.${kind}`) })
      : t(`images.history.${way}`)
    return (
      <IconButton label={label} command={`images.${way}`} disabled={kind === null} onClick={() => step(way)}>
        <Icon size={16} />
      </IconButton>
    )
  }
  return (
    <div className={styles.steps}>
      {button('undo')}
      {button('redo')}
    </div>
  )
}
