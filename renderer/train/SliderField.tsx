import type { InputHTMLAttributes } from 'react'
import { Field, TextInput } from '../design/Field.tsx'
import styles from './SliderField.module.css'

type SliderFieldProps = {
  readonly label: string
  readonly help: string
  readonly error: string | null
  readonly unit: string
  readonly slider: InputHTMLAttributes<HTMLInputElement>
  readonly onSlide: (value: number) => void
  readonly text: string
  readonly onType: (text: string) => void
  readonly onLeave?: () => void
}

/** A setting with a slider, and the same value to type. */
export function SliderField(props: SliderFieldProps) {
  const { label, help, error, unit, slider, onSlide, text, onType, onLeave } = props
  return (
    <Field label={label} help={help} {...(error ? { error } : {})}>
      {(id) => (
        <div className={styles.row}>
          <input
            type="range"
            className={styles.slider}
            aria-label={label}
            {...slider}
            onChange={(event) => onSlide(Number(event.target.value))}
          />
          <TextInput
            id={id}
            className={styles.typed}
            inputMode="decimal"
            aria-invalid={error !== null}
            value={text}
            onChange={(event) => onType(event.target.value)}
            onBlur={onLeave}
          />
          <span className={styles.unit}>{unit}</span>
        </div>
      )}
    </Field>
  )
}
