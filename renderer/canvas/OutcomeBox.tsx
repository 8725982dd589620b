import type { ReactNode } from 'react'
import type { Outcome } from '../../shared/metrics/perImage.ts'
import styles from './OutcomeBox.module.css'
import { OutcomeSample } from './OutcomeSample.tsx'
import { outcomeLooks } from './outcomeLook.ts'

type OutcomeBoxProps = {
  readonly outcome: Outcome
  /** What the box is, and what is known of it. */
  readonly name: ReactNode
  readonly numbers: ReactNode
  readonly isChosen: boolean
  readonly onToggle: () => void
}

/** One box of a picture in words, with the line that it has there; a click shows it. */
export function OutcomeBox({ outcome, name, numbers, isChosen, onToggle }: OutcomeBoxProps) {
  return (
    <button type="button" className={styles.box} aria-pressed={isChosen} onClick={onToggle}>
      <OutcomeSample outcome={outcome} />
      <span className={styles.words}>
        <span>
          {outcomeLooks[outcome].sign} {name}
        </span>
        <span className={styles.numbers}>{numbers}</span>
      </span>
    </button>
  )
}

export function OutcomeBoxes({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className={styles.boxes} aria-label={label}>
      {children}
    </ul>
  )
}
