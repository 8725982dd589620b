/** Zoom and place of the picture on its canvas, and what the pointer does there. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Box, Point, Size } from '../../shared/box.ts'
import {
  canvasCentre,
  fitView,
  panBy,
  screenDistance,
  toImage,
  type View,
  viewInCanvas,
  viewOfBox,
  zoomAt,
} from './viewport.ts'

export type StageHooks = {
  /** In image pixels; null when the pointer has left. */
  readonly onHover: (point: Point | null) => void
  readonly onClick: (point: Point) => void
}

export type StageView = {
  readonly view: View | null
  readonly fit: () => void
  readonly zoom: (factor: number) => void
  /** Shows a box large, with its surroundings. */
  readonly look: (box: Box) => void
}

/** Of the canvas, that a box fills that is shown large. */
const shareOfBox = 0.4

type State = { readonly view: View; readonly canvas: Size; readonly imageId: number }

export function useStageView(
  canvas: RefObject<HTMLElement | null>,
  image: Size & { readonly id: number },
  hooks: StageHooks,
): StageView {
  const [state, setState] = useState<State | null>(null)
  // Each image is seen whole at first.
  const shown = state && state.imageId !== image.id ? fitted(image, state.canvas) : state
  if (shown !== state) setState(shown)
  const latest = useRef({ hooks, image, shown })
  useEffect(() => {
    latest.current = { hooks, image, shown }
  })
  useEffect(() => {
    const element = canvas.current!
    const change = (next: (view: View, frame: { size: Size; canvas: Size }) => View) =>
      setState((now) => now && { ...now, view: next(now.view, { size: latest.current.image, canvas: now.canvas }) })
    const observer = new ResizeObserver(() => {
      const size = { width: element.clientWidth, height: element.clientHeight }
      setState((now) => {
        if (!now) return fitted(latest.current.image, size)
        const frame = { size: latest.current.image, canvas: now.canvas }
        return { ...now, canvas: size, view: viewInCanvas(now.view, frame, size) }
      })
    })
    observer.observe(element)
    const stopListening = listen(element, {
      onHover: (at) => latest.current.hooks.onHover(at && imagePoint(latest.current.shown, at)),
      onClick: (at) => {
        const point = imagePoint(latest.current.shown, at)
        if (point) latest.current.hooks.onClick(point)
      },
      onDrag: (dx, dy) => change((view, frame) => panBy(view, dx, dy, frame)),
      onWheel: (factor, at) => change((view, frame) => zoomAt(view, factor, at, frame)),
    })
    return () => {
      observer.disconnect()
      stopListening()
    }
  }, [canvas])
  return {
    view: shown?.view ?? null,
    fit: () => shown && setState(fitted(image, shown.canvas)),
    zoom: (factor) =>
      shown &&
      setState({
        ...shown,
        view: zoomAt(shown.view, factor, canvasCentre(shown.canvas), { size: image, canvas: shown.canvas }),
      }),
    look: (box) =>
      shown && setState({ ...shown, view: viewOfBox(box, { size: image, canvas: shown.canvas }, shareOfBox) }),
  }
}

const fitted = (image: Size & { readonly id: number }, canvas: Size): State => ({
  imageId: image.id,
  canvas,
  view: fitView({ size: image, canvas }),
})

const imagePoint = (state: State | null, at: Point): Point | null => state && toImage(state.view, at)

type Gestures = {
  /** All in canvas pixels. */
  readonly onHover: (at: Point | null) => void
  readonly onClick: (at: Point) => void
  readonly onDrag: (dx: number, dy: number) => void
  readonly onWheel: (factor: number, at: Point) => void
}

/** A press that moves less than this is a click. */
const clickSlack = 4
const wheelStep = 1.0015

/** @returns a function that ends it */
function listen(element: HTMLElement, { onHover, onClick, onDrag, onWheel }: Gestures): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  let press: { readonly start: Point; last: Point; isDrag: boolean } | null = null
  const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void) =>
    element.addEventListener(name, act, { signal, passive: false })
  on('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId)
    const at = pointOf(event)
    press = { start: at, last: at, isDrag: false }
  })
  on('pointermove', (event) => {
    const at = pointOf(event)
    if (!press) return onHover(at)
    press.isDrag ||= screenDistance(press.start, at) > clickSlack
    if (press.isDrag) onDrag(at.x - press.last.x, at.y - press.last.y)
    press.last = at
  })
  on('pointerup', (event) => {
    if (press && !press.isDrag && event.button === 0) onClick(pointOf(event))
    press = null
  })
  on('pointercancel', () => {
    press = null
  })
  on('pointerleave', () => onHover(null))
  on('wheel', (event) => {
    event.preventDefault()
    onWheel(wheelStep ** -event.deltaY, pointOf(event))
  })
  return () => controller.abort()
}
