import { useEffect, useId, useState } from 'react'
import { type RangeName, ranges, setOptions, stepped, useViewOptions } from './options.ts'
import styles from './ViewPanel.module.css'

type SliderRowProps = {
  readonly label: string
  readonly name: RangeName
  /** How the value is written: `percent` of 1, or as it is with this unit. */
  readonly unit: 'percent' | 'px' | 'count'
  readonly isDisabled?: boolean
}

/** A value by slider, arrow keys or typing; a double click on its name brings the first value back. */
export function SliderRow({ label, name, unit, isDisabled = false }: SliderRowProps) {
  const id = useId()
  const value = useViewOptions((state) => state[name])
  const [least, most, step] = ranges[name]
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        disabled={isDisabled}
        onChange={(event) => setOptions({ [name]: stepped(name, Number(event.target.value), 0) })}
      />
      <TypedValue label={label} name={name} value={value} unit={unit} isDisabled={isDisabled} />
    </div>
  )
}

type TypedValueProps = Required<SliderRowProps> & { readonly value: number }

/** Counts when Enter is pressed or the field is left; what is no number changes nothing. */
function TypedValue({ label, name, value, unit, isDisabled }: TypedValueProps) {
  const factor = unit === 'percent' ? 100 : 1
  const shown = String(Math.round(value * factor * 100) / 100)
  const [typed, setTyped] = useState(shown)
  useEffect(() => setTyped(shown), [shown])
  function commit(): void {
    const number = Number(typed.replace(',', '.'))
    if (typed.trim() === '' || !Number.isFinite(number)) setTyped(shown)
    else setOptions({ [name]: stepped(name, number / factor, 0) })
  }
  return (
    <span className={styles.typed}>
      <input
        className="number"
        type="text"
        inputMode="decimal"
        aria-label={label}
        value={typed}
        disabled={isDisabled}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      <span>{unit === 'percent' ? '%' : unit === 'px' ? 'px' : ''}</span>
    </span>
  )
}
