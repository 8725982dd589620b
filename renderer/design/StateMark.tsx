import type { TFunction } from 'i18next'
import { Check, Circle, CircleAlert, CircleCheck, CircleSlash, Square } from 'lucide-react'
import type { Image, ImageState } from '../../shared/model.ts'
import styles from './StateMark.module.css'

const marks = {
  unlabelled: Circle,
  labelled: Square,
  verified: CircleCheck,
  verifiedEmpty: Check,
  rejected: CircleSlash,
} as const satisfies Record<ImageState, unknown>

type StateMarkProps = {
  readonly state: ImageState
  readonly label: string
  readonly size?: number
  /** Boxes changed after a person had verified the image. */
  readonly isChanged?: boolean
}

/**
 * The state of an image as a shape, with a colour to help: circle, square, tick in a circle, bare tick, struck circle; a mark of
 * exclamation in a circle where the verdict was about other boxes.
 */
export function StateMark({ state, label, size = 13, isChanged = false }: StateMarkProps) {
  const Mark = isChanged ? CircleAlert : marks[state]
  const name = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return <Mark size={size} className={isChanged ? styles.changed : styles[state]} {...name} />
}

/** The same in words. */
export function stateWord(t: TFunction, image: Pick<Image, 'state' | 'isChangedSinceReview'>): string {
  const word = t(`images.state.${image.state}`)
  return image.isChangedSinceReview ? t('images.changedSince', { state: word }) : word
}
