import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import styles from './Field.module.css'

type FieldProps = {
  readonly label: string
  /** One line below the control. */
  readonly help?: string
  readonly error?: string
  readonly children: (id: string) => ReactNode
}

/** A control with its name, and what it means below it. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children(id)}
      {help && <p className={styles.help}>{help}</p>}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

export function TextInput({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  return (
    <input type="text" spellCheck={false} className={[styles.input, className].filter(Boolean).join(' ')} {...rest} />
  )
}

export type Choice<Value extends string> = { readonly value: Value; readonly label: string }

type SelectProps<Value extends string> = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChoose: (value: Value) => void
}

export function Select<Value extends string>({ value, choices, onChoose, className, ...rest }: SelectProps<Value>) {
  return (
    <select
      className={[styles.input, styles.select, className].filter(Boolean).join(' ')}
      value={value}
      onChange={(event) => onChoose(event.target.value as Value)}
      {...rest}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

type CheckboxProps = {
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
  /** Some have it and some have not. */
  readonly isMixed?: boolean
}

export function Checkbox({ label, isChecked, onChange, isDisabled = false, isMixed = false }: CheckboxProps) {
  return (
    <label className={styles.checkbox}>
      <input
        type="checkbox"
        checked={isChecked && !isMixed}
        ref={(input) => {
          if (input) input.indeterminate = isMixed
        }}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  )
}
