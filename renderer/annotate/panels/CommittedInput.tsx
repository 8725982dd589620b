import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react'
import { TextInput } from '../../design/Field.tsx'
import { focusOn } from '../focus.ts'

type CommittedInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string
  readonly onCommit: (typed: string) => void
  /** After the field was left, with or without a new text. */
  readonly onLeave?: () => void
}

/** A text that counts when the field is left or Enter pressed; Escape brings the former one back. */
export function CommittedInput({ value, onCommit, onLeave, ...rest }: CommittedInputProps) {
  const [typed, setTyped] = useState(value)
  const isGivenUp = useRef(false)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      {...rest}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (isGivenUp.current) setTyped(value)
        else if (typed !== value) onCommit(typed)
        isGivenUp.current = false
        onLeave?.()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
        isGivenUp.current = event.key === 'Escape'
        focusOn('canvas')
      }}
    />
  )
}
