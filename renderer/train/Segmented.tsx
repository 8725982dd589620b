import { useId } from 'react'
import type { Choice } from '../design/Field.tsx'
import styles from './Segmented.module.css'

type SegmentedProps<Value extends string> = {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice<Value>[]
  readonly help?: string
  readonly onChoose: (value: Value) => void
}

/** A few choices side by side, of which one holds. */
export function Segmented<Value extends string>({ label, value, choices, help, onChoose }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.set}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.row}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
      {help && <p className={styles.help}>{help}</p>}
    </fieldset>
  )
}
