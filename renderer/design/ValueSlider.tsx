import { useId, useState } from 'react'
import { TextInput } from './Field.tsx'
import { typedNumber } from './typedNumber.ts'
import styles from './ValueSlider.module.css'

type ValueSliderProps = {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly onChange: (value: number) => void
}

const step = 0.01

/** A slider and the same value to type. Until the text is a number in range, the last value stays in use. */
export function ValueSlider({ label, value, low, high, onChange }: ValueSliderProps) {
  const id = useId()
  // While typing, the text is the user's; else it follows the value.
  const [typed, setTyped] = useState<string | null>(null)
  const isRight = typed === null || typedNumber(typed, low, high) !== null
  const type = (text: string) => {
    setTyped(text)
    const number = typedNumber(text, low, high)
    if (number !== null) onChange(number)
  }
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.range}>
        <span>
          <input
            type="range"
            aria-label={label}
            min={low}
            max={high}
            step={step}
            value={value}
            onChange={(event) => onChange(Number(event.target.value))}
          />
        </span>
      </span>
      <span className={styles.typed}>
        <TextInput
          id={id}
          inputMode="decimal"
          aria-invalid={!isRight}
          value={typed ?? value.toFixed(3).replace(/0$/, '')}
          onFocus={(event) => event.target.select()}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      </span>
    </div>
  )
}
