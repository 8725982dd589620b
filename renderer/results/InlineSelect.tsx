import { useId } from 'react'
import { type Choice, Select } from '../design/Field.tsx'
import styles from './InlineSelect.module.css'

type InlineSelectProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChoose: (value: Value) => void
}

/** A choice with its name beside it, for bars. */
export function InlineSelect<Value extends string>({ label, ...select }: InlineSelectProps<Value>) {
  const id = useId()
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} className={styles.select} {...select} />
    </div>
  )
}
