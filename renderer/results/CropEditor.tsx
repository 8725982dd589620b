import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, boxHeight, boxWidth, type Point, type Size } from '../../shared/box.ts'
import { type Handle, handlePoint, handles } from '../canvas/handles.ts'
import { nudgedBox, pullBox } from './boxHandles.ts'
import styles from './CropEditor.module.css'
import { boxOnCanvas, cropOf, placeOnCanvas } from './cropGeometry.ts'
import type { CropItem } from './cropItems.ts'
import { editCrop, useReview } from './review.ts'

type CropEditorProps = {
  readonly item: CropItem
  /** Null: as before. */
  readonly onDone: (box: Box | null) => void
}

/** Lies over the crop while its box is drawn anew. */
export function CropEditor({ item, onDone }: CropEditorProps) {
  const box = useReview((state) => state.editing)
  return box && <Editor item={item} box={box} onDone={onDone} />
}

function Editor({ item, box, onDone }: CropEditorProps & { readonly box: Box }) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const size = useFocusedSize(frame)
  const onKeyDown = (event: KeyboardEvent) => {
    const nudged = nudgedBox(box, event, item.image)
    if (nudged) editCrop(nudged)
    else if (event.key === 'Enter') onDone(box)
    else if (event.key === 'Escape') onDone(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={frame}
      className={styles.frame}
      role="application"
      aria-label={t('results.crops.editing')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the box
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {size && <HandledBox item={item} box={box} size={size} />}
      <p className={styles.help}>{t('results.crops.editHelp')}</p>
    </div>
  )
}

/** Takes the keys for as long as it is there; then the hands go on where they were. */
function useFocusedSize(frame: RefObject<HTMLDivElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const element = frame.current!
    const former = document.activeElement as HTMLElement | null
    setSize({ width: element.clientWidth, height: element.clientHeight })
    element.focus()
    return () => former?.focus()
  }, [frame])
  return size
}

const handleRadius = 5

type Drag = { readonly handle: Handle | null; readonly from: Point; readonly box: Box }
type HandledBoxProps = { readonly item: CropItem; readonly box: Box; readonly size: Size }

function HandledBox({ item, box, size }: HandledBoxProps) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const region = cropOf(item, size)
  const placement = placeOnCanvas(region, size)
  const shown = boxOnCanvas(box, region, placement)
  const begin = (handle: Handle | null) => (event: PointerEvent<SVGElement>) => {
    event.preventDefault()
    event.currentTarget.ownerSVGElement?.setPointerCapture(event.pointerId)
    setDrag({ handle, from: { x: event.clientX, y: event.clientY }, box })
  }
  const pull = ({ clientX, clientY }: PointerEvent) => {
    if (!drag) return
    const by = { x: (clientX - drag.from.x) / placement.scale, y: (clientY - drag.from.y) / placement.scale }
    editCrop(pullBox(drag.box, drag.handle, by, item.image))
  }
  return (
    <svg className={styles.drawing} aria-hidden="true" onPointerMove={pull} onPointerUp={() => setDrag(null)}>
      <rect
        className={styles.box}
        x={shown.x1}
        y={shown.y1}
        width={boxWidth(shown)}
        height={boxHeight(shown)}
        onPointerDown={begin(null)}
      />
      {handles.map((handle) => {
        const { x, y } = handlePoint(shown, handle)
        const key = `${handle.x},${handle.y}`
        return (
          <circle key={key} className={styles.handle} cx={x} cy={y} r={handleRadius} onPointerDown={begin(handle)} />
        )
      })}
    </svg>
  )
}
