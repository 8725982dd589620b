import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { select, useGalleryView } from './galleryView.ts'
import { type Grid, type Rect, touchedBy } from './gridGeometry.ts'
import { clicked, framed, noSelection, type Selection } from './selection.ts'

/** A hand that clicks moves less than this, in pixels. */
const clickSlip = 5
/** So near to the edge the wall scrolls along. */
const edge = 24

type Start = { readonly x: number; readonly y: number; readonly id: number | null; readonly before: Selection }

/** Choosing by the mouse: a click takes one crop, with Shift or Ctrl several; a drag takes all that its frame touches. */
export function useRubber(box: RefObject<HTMLElement | null>, grid: Grid, order: readonly number[]) {
  const start = useRef<Start | null>(null)
  const [rubber, setRubber] = useState<Rect | null>(null)
  const at = ({ clientX, clientY }: PointerEvent) => {
    const { left, top } = box.current!.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top + box.current!.scrollTop }
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || isOnScrollbar(event)) return
    const tile = (event.target as HTMLElement).closest<HTMLElement>('[data-crop]')
    start.current = {
      ...at(event),
      id: tile ? Number(tile.dataset.crop) : null,
      before: useGalleryView.getState().selection,
    }
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus({ preventScroll: true })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!start.current) return
    const { x, y } = at(event)
    const { x: x1, y: y1, before } = start.current
    if (!rubber && Math.hypot(x - x1, y - y1) < clickSlip) return
    const frame = { x1, y1, x2: x, y2: y }
    setRubber(frame)
    scrollAlong(box.current!, event.clientY)
    const ids = touchedBy(frame, grid).map((index) => order[index]!)
    select(() => framed(before, ids, event.ctrlKey || event.metaKey || event.shiftKey))
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current
    start.current = null
    setRubber(null)
    if (!begun || rubber) return
    const held = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey }
    const { id } = begun
    if (id !== null) select((selection) => clicked(selection, id, order, held))
    else if (!held.shift && !held.ctrl) select(() => noSelection)
  }
  const onPointerCancel = () => {
    if (start.current) select(() => start.current!.before)
    start.current = null
    setRubber(null)
  }
  return { rubber, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } }
}

function isOnScrollbar({ clientX, currentTarget }: PointerEvent<HTMLElement>): boolean {
  return clientX - currentTarget.getBoundingClientRect().left > currentTarget.clientWidth
}

function scrollAlong(element: HTMLElement, clientY: number): void {
  const { top, bottom } = element.getBoundingClientRect()
  if (clientY < top + edge) element.scrollTop -= edge
  if (clientY > bottom - edge) element.scrollTop += edge
}
