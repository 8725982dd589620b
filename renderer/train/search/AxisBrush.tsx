import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { shortNumber } from '../../charts/figureText.ts'
import styles from './AxisBrush.module.css'
import type { Axis } from './axes.ts'
import { movedEnd } from './movedEnd.ts'
import type { AxisPart } from './trialOrder.ts'

type AxisBrushProps = {
  readonly axis: Axis
  /** Null: all of it. */
  readonly part: AxisPart | null
  readonly onPart: (part: AxisPart | null) => void
  readonly x: number
  readonly top: number
  readonly length: number
  /** Labels of neighbours stand at two heights, and those at the ends within the picture. */
  readonly isRaised: boolean
  readonly anchor: 'start' | 'middle' | 'end'
}

const labelGap = 12
const lineHeight = 14
const handleSize = 6
const grip = 12
/** A drag that is shorter is a click, which takes the choice back. */
const shortestDrag = 4

/** An upright axis. A drag along it chooses a part, a click takes that back; its two ends can be moved by keys. */
export function AxisBrush({ axis, part, onPart, x, top, length, isRaised, anchor }: AxisBrushProps) {
  const { t } = useTranslation()
  const y = (place: number) => top + length * (1 - place)
  const drag = useAxisDrag(length, onPart)
  const [low, high] = part ?? [0, 1]
  const handle = (end: 0 | 1) => (
    <AxisHandle
      label={t(end === 0 ? 'search.parallel.from' : 'search.parallel.to', { name: axis.label })}
      text={valueNear(axis, end === 0 ? low : high)}
      place={end === 0 ? low : high}
      onKey={(key) => {
        const moved = movedEnd(part, end, key)
        if (moved !== undefined) onPart(moved)
        return moved !== undefined
      }}
      path={handlePath(x, y(end === 0 ? low : high), end)}
    />
  )
  return (
    <g>
      <text className={styles.label} x={x} y={top - labelGap - (isRaised ? lineHeight : 0)} textAnchor={anchor}>
        {axis.label}
        {axis.isLog && <tspan className={styles.log}> {t('search.logShort')}</tspan>}
      </text>
      <line className={styles.axis} x1={x} x2={x} y1={top} y2={top + length} />
      {part && <line className={styles.part} x1={x} x2={x} y1={y(low)} y2={y(high)} />}
      {axis.ticks.map(({ place, text }) => (
        <text key={place} className={styles.tick} x={x + handleSize + 3} y={y(place) + 4}>
          {text}
        </text>
      ))}
      <rect className={styles.grip} x={x - grip} y={top} width={2 * grip} height={length} {...drag} />
      {handle(0)}
      {handle(1)}
    </g>
  )
}

/** What the pointer does along an axis of this length. */
function useAxisDrag(length: number, onPart: AxisBrushProps['onPart']) {
  const pressedAt = useRef<number | null>(null)
  const placeAt = (event: PointerEvent<SVGElement>) => {
    const offset = event.clientY - event.currentTarget.getBoundingClientRect().top
    return Math.min(1, Math.max(0, 1 - offset / length))
  }
  const isDrag = (from: number, to: number) => Math.abs(to - from) * length >= shortestDrag
  return {
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      pressedAt.current = placeAt(event)
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      const [from, to] = [pressedAt.current, placeAt(event)]
      if (from !== null && isDrag(from, to)) onPart([Math.min(from, to), Math.max(from, to)])
    },
    onPointerUp: (event: PointerEvent<SVGElement>) => {
      const from = pressedAt.current
      pressedAt.current = null
      if (from !== null && !isDrag(from, placeAt(event))) onPart(null)
    },
  }
}

type AxisHandleProps = {
  readonly label: string
  readonly text: string
  readonly place: number
  /** @returns whether the key means something */
  readonly onKey: (key: string) => boolean
  readonly path: string
}

function AxisHandle({ label, text, place, onKey, path }: AxisHandleProps) {
  const press = (event: KeyboardEvent<SVGElement>) => {
    if (!onKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <path
      className={styles.handle}
      d={path}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(place * 100)}
      aria-valuetext={text}
      onKeyDown={press}
    />
  )
}

/** A triangle that points to the axis from outside of the part. */
function handlePath(x: number, y: number, end: 0 | 1): string {
  const outer = end === 0 ? y + handleSize : y - handleSize
  return `M${x},${y} L${x - handleSize},${outer} L${x + handleSize},${outer} Z`
}

/** The tick next to a place, or how far along the axis it is. */
function valueNear({ ticks }: Axis, place: number): string {
  const tick = ticks.find((each) => Math.abs(each.place - place) < 0.01)
  return tick?.text ?? `${shortNumber(Math.round(place * 100))} %`
}
