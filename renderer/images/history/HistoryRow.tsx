import { PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../shared/api.ts'
import type { Image } from '../../../shared/model.ts'
import { IconButton } from '../../design/Button.tsx'
import { showImage } from '../../stores/activity.ts'
import styles from './History.module.css'

type HistoryRowProps = {
  readonly entry: HistoryEntry
  /** The only image the step touched. */
  readonly image: Image | null
  /** The project is as it was after this step. */
  readonly isNow: boolean
  readonly isBusy: boolean
  readonly onGo: () => void
}

export function HistoryRow({ entry, image, isNow, isBusy, onGo }: HistoryRowProps) {
  const { t, i18n } = useTranslation()
  const { kind, at, author, changes, isUndone } = entry
  const time = new Date(at).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <li className={styles.row} data-undone={isUndone || undefined} aria-current={isNow ? 'step' : undefined}>
      <button type="button" className={styles.step} disabled={isBusy} title={t('room.history.goHere')} onClick={onGo}>
        <time dateTime={new Date(at).toISOString()} className={styles.time}>
          {time}
        </time>
        <span className={styles.author}>{author || t('room.history.unknown')}</span>
        <span className={styles.what}>
          {t(`images.history.kind.${kind}`)}
          {image && <span className={styles.image}>{image.path}</span>}
        </span>
        <span className={styles.changes}>
          {isNow && <strong>{t('room.history.now')}</strong>}
          {isUndone && t('room.history.undone')} {t('room.history.changes', { count: changes })}
        </span>
      </button>
      <span className={styles.open}>
        {image && (
          <IconButton label={t('room.openImage', { name: image.path })} onClick={() => showImage(image.id)}>
            <PenLine size={14} />
          </IconButton>
        )}
      </span>
    </li>
  )
}
