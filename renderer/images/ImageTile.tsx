import type { TFunction } from 'i18next'
import { ImageOff, Lock, Sparkles, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Image, missingReason } from '../../shared/model.ts'
import { encodingText } from '../design/encodingText.ts'
import { Hint } from '../design/Hint.tsx'
import { StateMark, stateWord } from '../design/StateMark.tsx'
import { engineText } from '../engineText.ts'
import { thumbnailUrl } from '../studio.ts'
import styles from './Images.module.css'
import { ThumbnailBoxes } from './ThumbnailBoxes.tsx'
import type { ThumbnailBox } from './useThumbnailBoxes.ts'

type ImageTileProps = {
  readonly id: number
  readonly image: Image | null
  /** To be drawn over the thumbnail. */
  readonly boxes: readonly ThumbnailBox[]
  /** Why it stands here in the list; empty in the order of files. */
  readonly reason: string
  readonly onClick: (held: { readonly shift: boolean; readonly ctrl: boolean }) => void
}

export function ImageTile({ id, image, boxes, reason, onClick }: ImageTileProps) {
  const { t } = useTranslation()
  return (
    <Hint text={image ? hintOf(t, image) : ''}>
      <button
        type="button"
        className={styles.tile}
        onClick={({ shiftKey, ctrlKey, metaKey }) => onClick({ shift: shiftKey, ctrl: ctrlKey || metaKey })}
        aria-label={image ? undefined : String(id)}
      >
        <span className={styles.picture}>
          {image?.error ? (
            <FileMark error={image.error} />
          ) : (
            image && (
              <img src={thumbnailUrl(id, image.modifiedAt)} alt="" loading="lazy" decoding="async" draggable={false} />
            )
          )}
          {boxes.length > 0 && image?.width && image.height && (
            <ThumbnailBoxes boxes={boxes} size={{ width: image.width, height: image.height }} />
          )}
        </span>
        <span className={styles.caption}>
          {image && (
            <StateMark state={image.state} isChanged={image.isChangedSinceReview} label={stateWord(t, image)} />
          )}
          {reason === '' ? (
            <span className={styles.tileName}>
              <bdi>{image?.path}</bdi>
            </span>
          ) : (
            <span className={styles.reason}>{reason}</span>
          )}
          {image?.isSplitLocked && (
            <Lock size={10} className={styles.quiet} role="img" aria-label={t('split.isLocked')} />
          )}
          {image?.split && <span className={styles.quiet}>{t(`images.part.${image.split}`)}</span>}
          {image && image.proposalCount > 0 && (
            <Sparkles size={11} role="img" aria-label={t('assistant.inList', { count: image.proposalCount })} />
          )}
          {image && image.annotationCount > 0 && (
            <>
              <span className="number" aria-hidden="true">
                {image.annotationCount}
              </span>
              <span className="spoken">{t('annotate.list.boxes', { count: image.annotationCount })}</span>
            </>
          )}
        </span>
      </button>
    </Hint>
  )
}

function hintOf(t: TFunction, image: Image): string {
  if (image.error) return `${image.path}: ${engineText(image.error)}`
  const encoding = image.encoding && encodingText(t, image.encoding)
  return encoding ? `${image.path} (${encoding})` : image.path
}

/** A file that is gone looks different from one that cannot be read: bringing it back is enough. */
function FileMark({ error }: { readonly error: string }) {
  const { t } = useTranslation()
  const isMissing = error === missingReason
  const Mark = isMissing ? ImageOff : TriangleAlert
  const label = t(isMissing ? 'images.missing' : 'images.broken')
  return <Mark size={22} className={styles.warning} role="img" aria-label={label} />
}
