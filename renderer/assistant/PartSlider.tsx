import { Field } from '../design/Field.tsx'
import styles from './AssistantDialog.module.css'

type PartSliderProps = {
  readonly label: string
  readonly help: string
  /** 0..1, shown in percent. */
  readonly value: number
  readonly onChange: (value: number) => void
}

export function PartSlider({ label, help, value, onChange }: PartSliderProps) {
  return (
    <Field label={label} help={help}>
      {(id) => (
        <div className={styles.row}>
          <input
            id={id}
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={value}
            onChange={(event) => onChange(Number(event.target.value))}
          />
          <span className="number">{Math.round(value * 100)} %</span>
        </div>
      )}
    </Field>
  )
}
