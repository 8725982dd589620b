import { type RefObject, useEffect } from 'react'
import type { Point } from '../../shared/box.ts'
import { usePreferences } from '../stores/preferences.ts'
import { act } from './act.ts'
import { useEditor } from './editor.ts'
import type { Modifiers, PointerButton } from './tools/tool.ts'
import { isBusy } from './tools/toolbox.ts'
import { changeBrightness } from './viewing/viewCommands.ts'

const buttons: Readonly<Record<number, PointerButton>> = { 0: 'primary', 1: 'middle', 2: 'secondary' }

/** Tells the tools what the pointer does over the canvas. */
export function usePointer(container: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = container.current
    if (!element) return
    const controller = new AbortController()
    const { signal } = controller
    for (const [name, listener] of pointerListeners(element)) {
      element.addEventListener(name, listener, { passive: false, signal })
    }
    for (const name of ['keydown', 'keyup'] as const) window.addEventListener(name, followModifiers, { signal })
    return () => controller.abort()
  }, [container])
}

type Listeners = readonly (readonly [name: string, listener: (event: Event) => void])[]

function pointerListeners(element: HTMLElement): Listeners {
  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const on = <E extends Event>(name: string, listener: (event: E) => void) =>
    [name, listener as (event: Event) => void] as const
  return [
    on<PointerEvent>('pointerdown', (event) => {
      element.focus({ preventScroll: true })
      const button = buttons[event.button]
      if (!button) return
      element.setPointerCapture(event.pointerId)
      act({ kind: 'press', at: pointOf(event), button, ...modifiersOf(event) })
    }),
    on<PointerEvent>('pointermove', (event) => act({ kind: 'move', at: pointOf(event), ...modifiersOf(event) })),
    on<PointerEvent>('pointerup', (event) => {
      if (buttons[event.button]) act({ kind: 'release', at: pointOf(event), ...modifiersOf(event) })
    }),
    on('pointercancel', () => act({ kind: 'cancel' })),
    on('pointerleave', () => !isBusy(useEditor.getState().toolbox) && act({ kind: 'leave' })),
    // The middle button would start scrolling by itself, and the menu of the right one is opened when it is let go.
    on<MouseEvent>('mousedown', (event) => event.button === 1 && event.preventDefault()),
    on<MouseEvent>('contextmenu', (event) => event.preventDefault()),
    on<WheelEvent>('wheel', (event) => {
      event.preventDefault()
      const { deltaX, deltaY, altKey: alt } = event
      const isClassic = usePreferences.getState().keymap === 'labelImg'
      const held = modifiersOf(event)
      if (isClassic && held.ctrl && held.shift) changeBrightness(deltaY + deltaX < 0 ? 1 : -1)
      else act({ kind: 'wheel', at: pointOf(event), deltaX, deltaY, alt, isClassic, ...held })
    }),
  ]
}

/** A box becomes square with the key, not only when the pointer moves next. */
function followModifiers(event: KeyboardEvent): void {
  const { toolbox, pointer } = useEditor.getState()
  if (!['Control', 'Meta', 'Shift'].includes(event.key) || !pointer || !isBusy(toolbox)) return
  act({ kind: 'move', at: pointer, ...modifiersOf(event) })
}

const modifiersOf = (event: MouseEvent | KeyboardEvent): Modifiers => ({
  shift: event.shiftKey,
  ctrl: event.ctrlKey || event.metaKey,
})
