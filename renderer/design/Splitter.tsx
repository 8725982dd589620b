import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import styles from './Splitter.module.css'

type SplitterProps = {
  /** What becomes larger or smaller. */
  readonly label: string
  /** Its size in pixels. */
  readonly value: number
  readonly least: number
  readonly most: number
  /** On which side of the splitter lies what it resizes. */
  readonly side: 'left' | 'right' | 'top'
  readonly onChange: (value: number) => void
  /** A double click, or Enter: the size that it had at first. */
  readonly onReset: () => void
}

const step = 8
const farther = 64

/** The border between two parts of the window, moved by dragging or by the arrow keys. */
export function Splitter({ label, value, least, most, side, onChange, onReset }: SplitterProps) {
  const start = useRef<{ readonly at: number; readonly value: number } | null>(null)
  const isUpright = side !== 'top'
  const place = (event: PointerEvent) => (isUpright ? event.clientX : event.clientY)
  const growing = side === 'right' ? -1 : 1
  const set = (wanted: number) => onChange(Math.round(Math.min(most, Math.max(least, wanted))))

  function onKeyDown(event: KeyboardEvent): void {
    const way = keyWays[event.key]
    if (way !== undefined) set(value + way * growing * (event.shiftKey ? farther : step))
    else if (event.key === 'Home') set(least)
    else if (event.key === 'End') set(most)
    else if (event.key === 'Enter') onReset()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line cannot be focused and moved.
    <div
      className={isUpright ? styles.upright : styles.level}
      role="separator"
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        // The focus stays where the hands work.
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: place(event), value }
      }}
      onPointerMove={(event) => {
        if (start.current) set(start.current.value + (place(event) - start.current.at) * growing)
      }}
      onPointerUp={() => {
        start.current = null
      }}
    />
  )
}

/** To the right and down is more for what lies left or above. */
const keyWays: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }
