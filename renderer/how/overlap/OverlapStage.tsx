import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, boxHeight, boxWidth, intersectionArea, moveBoxInside, type Point } from '../../../shared/box.ts'
import { grown } from './grown.ts'
import styles from './OverlapStage.module.css'

/** Of the drawing; the boxes are measured in its units. */
export const stageSize = { width: 400, height: 280 }

type OverlapStageProps = {
  readonly a: Box
  readonly b: Box
  readonly onA: (box: Box) => void
  readonly onB: (box: Box) => void
}

/** Both boxes and what they share. The mouse carries a box or pulls its lower right corner; arrow keys do the same. */
export function OverlapStage({ a, b, onA, onB }: OverlapStageProps) {
  const { t } = useTranslation()
  const shared = {
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
    x2: Math.min(a.x2, b.x2),
    y2: Math.min(a.y2, b.y2),
  }
  return (
    <svg className={styles.stage} viewBox={`0 0 ${stageSize.width} ${stageSize.height}`}>
      <title>{t('how.overlap.stage')}</title>
      <rect className={styles.around} {...rectangle(around(a, b))} />
      {intersectionArea(a, b) > 0 && <rect className={styles.shared} {...rectangle(shared)} />}
      <Movable box={a} name="A" look={styles.a!} onChange={onA} />
      <Movable box={b} name="B" look={styles.b!} onChange={onB} />
      <line className={styles.distance} {...middles(a, b)} />
    </svg>
  )
}

type MovableProps = {
  readonly box: Box
  readonly name: string
  readonly look: string
  readonly onChange: (box: Box) => void
}

type Held = { readonly at: Point; readonly box: Box; readonly isCorner: boolean }

const keyWays: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}
const keyStep = 4
const cornerSize = 12

function Movable({ box, name, look, onChange }: MovableProps) {
  const { t } = useTranslation()
  const held = useRef<Held | null>(null)
  const change = (from: Box, by: Point, isCorner: boolean) =>
    onChange(isCorner ? grown(from, by, stageSize) : moveBoxInside(from, by.x, by.y, stageSize))
  const press = (event: PointerEvent<SVGElement>, isCorner: boolean) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = { at: pointOf(event), box, isCorner }
  }
  const drag = (event: PointerEvent<SVGElement>) => {
    if (!held.current) return
    const { at, box: from, isCorner } = held.current
    const now = pointOf(event)
    change(from, { x: now.x - at.x, y: now.y - at.y }, isCorner)
  }
  const release = () => {
    held.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = keyWays[event.key]
    if (!way) return
    event.preventDefault()
    change(box, { x: way.x * keyStep, y: way.y * keyStep }, event.shiftKey)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own. */}
      <rect
        className={`${styles.box} ${look}`}
        {...rectangle(box)}
        role="button"
        aria-label={t('how.overlap.box', {
          name,
          width: Math.round(boxWidth(box)),
          height: Math.round(boxHeight(box)),
        })}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => press(event, false)}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      />
      <text className={`${styles.name} ${look}`} x={box.x1 + 6} y={box.y1 + 18}>
        {name}
      </text>
      <rect
        className={`${styles.corner} ${look}`}
        x={box.x2 - cornerSize / 2}
        y={box.y2 - cornerSize / 2}
        width={cornerSize}
        height={cornerSize}
        onPointerDown={(event) => press(event, true)}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      />
    </>
  )
}

/** In units of the drawing, however large it is on the screen. */
function pointOf(event: PointerEvent<SVGElement>): Point {
  const matrix = event.currentTarget.ownerSVGElement!.getScreenCTM()!.inverse()
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
}

const rectangle = (box: Box) => ({ x: box.x1, y: box.y1, width: boxWidth(box), height: boxHeight(box) })

const around = (a: Box, b: Box): Box => ({
  x1: Math.min(a.x1, b.x1),
  y1: Math.min(a.y1, b.y1),
  x2: Math.max(a.x2, b.x2),
  y2: Math.max(a.y2, b.y2),
})

const middles = (a: Box, b: Box) => ({
  x1: (a.x1 + a.x2) / 2,
  y1: (a.y1 + a.y2) / 2,
  x2: (b.x1 + b.x2) / 2,
  y2: (b.y1 + b.y2) / 2,
})
