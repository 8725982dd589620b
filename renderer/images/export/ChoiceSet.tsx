import { Checkbox } from '../../design/Field.tsx'
import styles from '../exchange/Exchange.module.css'

type ChoiceSetProps<Value extends string> = {
  readonly label: string
  readonly help?: string
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly count: number }[]
  readonly chosen: readonly Value[]
  readonly onChange: (chosen: Value[]) => void
}

/** Several of a few, each with how many there are. */
export function ChoiceSet<Value extends string>({ label, help, choices, chosen, onChange }: ChoiceSetProps<Value>) {
  const toggle = (value: Value, isOn: boolean) =>
    onChange(choices.map((choice) => choice.value).filter((other) => (other === value ? isOn : chosen.includes(other))))
  return (
    <fieldset className={styles.choiceSet}>
      <legend>{label}</legend>
      <div className={styles.choices}>
        {choices.map(({ value, label: name, count }) => (
          <Checkbox
            key={value}
            label={`${name} (${count})`}
            isChecked={chosen.includes(value)}
            onChange={(isOn) => toggle(value, isOn)}
          />
        ))}
      </div>
      {help && <p className={styles.help}>{help}</p>}
    </fieldset>
  )
}
