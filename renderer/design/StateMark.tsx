import { Check, Circle, CircleCheck, CircleSlash, Square } from 'lucide-react'
import type { ImageState } from '../../shared/model.ts'
import styles from './StateMark.module.css'

const marks = {
  unlabelled: Circle,
  labelled: Square,
  verified: CircleCheck,
  verifiedEmpty: Check,
  rejected: CircleSlash,
} as const satisfies Record<ImageState, unknown>

/** The state of an image as a shape, with a colour to help: circle, square, tick in a circle, bare tick, struck circle. */
export function StateMark({
  state,
  label,
  size = 13,
}: {
  readonly state: ImageState
  readonly label: string
  readonly size?: number
}) {
  const Mark = marks[state]
  return <Mark size={size} className={styles[state]} role="img" aria-label={label} />
}
