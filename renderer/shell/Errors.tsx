import { Copy, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../design/Button.tsx'
import { engineText } from '../engineText.ts'
import { type Message, useMessages } from '../stores/messages.ts'
import styles from './Errors.module.css'
import { UnsavedCard } from './UnsavedCard.tsx'

/** Errors stay until they are read: what happened, to which file, and what to do; they can be copied. */
export function Errors() {
  const errors = useMessages((state) => state.errors)
  return (
    <div className={styles.corner} aria-live="assertive">
      <UnsavedCard />
      {errors.slice(-3).map((error) => (
        <ErrorCard key={error.id} error={error} />
      ))}
    </div>
  )
}

function ErrorCard({ error }: { readonly error: Message }) {
  const { t } = useTranslation()
  const dismiss = useMessages((state) => state.dismiss)
  const text = engineText(error.text)
  const whole = error.detail ? `${text}\n${error.detail}` : text
  return (
    <div className={styles.card} role="alert">
      <TriangleAlert size={16} className={styles.icon} aria-hidden="true" />
      <p className={styles.text}>{text}</p>
      <IconButton label={t('common.copy')} onClick={() => void navigator.clipboard.writeText(whole)}>
        <Copy size={14} />
      </IconButton>
      <IconButton label={t('common.close')} onClick={() => dismiss(error.id)}>
        <X size={14} />
      </IconButton>
    </div>
  )
}
