import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TrainPreview } from '../../shared/trainCalls.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { engineText } from '../engineText.ts'
import { useProject } from '../stores/project.ts'
import { AnchorPicture } from './AnchorPicture.tsx'
import { BoxOverlay } from './DetectionPicture.tsx'
import styles from './PreviewDialog.module.css'
import { usePreview } from './usePreview.ts'

type PreviewDialogProps = { readonly settings: TrainSettings; readonly onClose: () => void }

/** What the network will be shown with these settings, and the anchors it starts from. */
export function PreviewDialog({ settings, onClose }: PreviewDialogProps) {
  const { t } = useTranslation()
  const { preview, error, isLoading, again } = usePreview(settings)
  return (
    <Dialog
      title={t('train.preview.title')}
      isOpen
      isFull
      onClose={onClose}
      actions={
        <Button disabled={isLoading} onClick={again}>
          <RotateCcw size={14} aria-hidden="true" />
          {t('train.preview.again')}
        </Button>
      }
    >
      {isLoading && <ProgressBar label={t('train.preview.loading')} value={null} />}
      {error && (
        <p className={styles.error} role="alert">
          {engineText(error)}
        </p>
      )}
      {preview && <Preview preview={preview} />}
    </Dialog>
  )
}

function Preview({ preview }: { readonly preview: TrainPreview }) {
  const { t } = useTranslation()
  return (
    <div className={styles.preview}>
      <section>
        <h3>{t('train.preview.pictures')}</h3>
        <p className={styles.note}>{t('train.preview.picturesNote')}</p>
        <ul className={styles.grid}>
          {preview.pictures.map((picture) => (
            <li key={picture.imageId}>
              <Picture picture={picture} preview={preview} />
            </li>
          ))}
        </ul>
      </section>
      <AnchorPicture preview={preview} />
    </div>
  )
}

type PictureProps = { readonly picture: TrainPreview['pictures'][number]; readonly preview: TrainPreview }

function Picture({ picture, preview }: PictureProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const found = picture.boxes.map((box, index) => {
    const category = preview.categories[picture.classes[index]!]
    const color = categories.find(({ id }) => id === category?.id)?.color ?? 'var(--ink-3)'
    return { box, color, text: category?.name ?? t('train.preview.ignored') }
  })
  return (
    <figure className={styles.picture}>
      <img src={`data:image/jpeg;base64,${picture.jpeg}`} alt="" draggable={false} />
      <BoxOverlay
        width={preview.side}
        height={preview.side}
        found={found}
        label={t('train.preview.boxes', { count: found.length })}
      />
    </figure>
  )
}
