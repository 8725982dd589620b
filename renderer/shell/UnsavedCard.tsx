import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { tryAgain, useUnsaved } from '../stores/unsaved.ts'
import styles from './Errors.module.css'

/** Stays, without a way to close it, until the last change is on disk. */
export function UnsavedCard() {
  const { t } = useTranslation()
  const obstacle = useUnsaved((state) => state.obstacle)
  if (obstacle === null) return null
  return (
    <div className={styles.card} role="alert">
      <TriangleAlert size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <strong>{t('unsaved.title')}</strong>
        <p>{t(`unsaved.obstacle.${obstacle.code}`, { path: obstacle.path })}</p>
        <p>{t('unsaved.remedy')}</p>
      </div>
      <Button onClick={tryAgain}>{t('unsaved.retry')}</Button>
    </div>
  )
}
