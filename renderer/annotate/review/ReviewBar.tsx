import { BadgeCheck, Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import { KeyMark } from '../../design/KeyMark.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { StateMark, stateWord } from '../../design/StateMark.tsx'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { ImageNote } from './ImageNote.tsx'
import styles from './ReviewBar.module.css'
import { reviewedShare } from './reviewedShare.ts'

/** Below the picture: what was decided about the image, the keys to decide it, and how far the review is. */
export function ReviewBar() {
  const { t } = useTranslation()
  const review = useEditor((state) => state.image?.review ?? null)
  const isChanged = useEditor((state) => state.image?.isChangedSinceReview ?? false)
  return (
    <section className={styles.bar} aria-label={t('annotate.review.name')}>
      <CurrentState />
      <VerdictButton command="verify" isPressed={review === 'verified' && !isChanged}>
        <BadgeCheck size={15} aria-hidden="true" /> {t('annotate.review.verify')}
      </VerdictButton>
      <VerdictButton command="reject" isPressed={review === 'rejected'}>
        <Ban size={14} aria-hidden="true" /> {t('annotate.review.reject')}
      </VerdictButton>
      <ImageNote />
      <span className={styles.space} />
      <Progress />
      <NextUnreviewed />
    </section>
  )
}

/** The state as shape and word; a verdict about boxes that have changed since says so. */
function CurrentState() {
  const { t } = useTranslation()
  const image = useEditor((editor) => editor.image)
  if (!image) return <span className={styles.state} />
  const word = stateWord(t, image)
  return (
    <output className={styles.state} data-testid="image-state" title={word}>
      <StateMark state={image.state} isChanged={image.isChangedSinceReview} label="" size={15} />
      <span className={styles.word}>{word}</span>
    </output>
  )
}

type VerdictButtonProps = {
  readonly command: 'verify' | 'reject'
  readonly isPressed: boolean
  readonly children: ReactNode
}

function VerdictButton({ command, isPressed, children }: VerdictButtonProps) {
  const { t } = useTranslation()
  const isThere = useEditor((editor) => editor.image !== null)
  return (
    <Hint text={t(`annotate.review.${command}Hint`)} command={`annotate.${command}`} side="top">
      <button
        type="button"
        className={`${styles.verdict} ${styles[command]}`}
        aria-pressed={isPressed}
        disabled={!isThere}
        onClick={() => perform({ kind: command })}
      >
        {children}
      </button>
    </Hint>
  )
}

function NextUnreviewed() {
  const { t } = useTranslation()
  return (
    <Hint text={t('keys.commands.annotate.nextUnreviewed')} side="top">
      <button type="button" className={styles.verdict} onClick={() => perform({ kind: 'nextUnreviewed' })}>
        {t('annotate.review.nextUnreviewed')} <KeyMark command="annotate.nextUnreviewed" />
      </button>
    </Hint>
  )
}

/** Of all images of the project, whatever the list shows. */
function Progress() {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  if (!project || project.imageCount === 0) return null
  const { reviewed, total } = reviewedShare(project)
  const text = t('annotate.review.progress', { reviewed, total })
  return (
    <Hint text={t('annotate.review.progressHint')} side="top">
      <span className={styles.progress}>
        <span className="number">{text}</span>
        <ProgressBar label={t('annotate.review.progressHint')} value={total === 0 ? 0 : reviewed / total} />
      </span>
    </Hint>
  )
}
