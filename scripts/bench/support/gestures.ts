/** Gestures of the pointer that move in every frame, and how long the frames take. Runs inside the page. */
import type { Page } from 'playwright'

export type Gesture = 'pan' | 'zoom' | 'drag'

type Run = {
  /** Of the element that takes the pointer. */
  readonly selector: string
  readonly gesture: Gesture
  /** The studio pans with the middle button, the rival by dragging what is not a box. */
  readonly panButton: number
  readonly frames: number
}

/** @returns the time of each frame in milliseconds */
export function frameTimes(page: Page, run: Run): Promise<number[]> {
  return page.evaluate(playGesture, run)
}

async function playGesture({ selector, gesture, panButton, frames }: Run): Promise<number[]> {
  // The browser lets only real pointers be captured.
  Element.prototype.setPointerCapture = () => {}
  const element = document.querySelector(selector)!
  const bounds = element.getBoundingClientRect()
  const middle = { x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 }
  const start = gesture === 'pan' && panButton === 0 ? { x: bounds.left + 3, y: middle.y } : middle
  const button = gesture === 'pan' ? panButton : 0
  const send = (kind: 'down' | 'move' | 'up', shift: number) => {
    const at = { clientX: start.x + shift, clientY: start.y + shift / 2, bubbles: true, cancelable: true, view: window }
    const held = { button: kind === 'move' ? -1 : button, buttons: kind === 'up' ? 0 : button === 1 ? 4 : 1 }
    element.dispatchEvent(new PointerEvent(`pointer${kind}`, { ...at, ...held, pointerId: 1, isPrimary: true }))
    element.dispatchEvent(new MouseEvent(`mouse${kind}`, { ...at, ...held, button: Math.max(0, held.button) }))
  }
  const wheel = (deltaY: number) =>
    element.dispatchEvent(
      new WheelEvent('wheel', { clientX: middle.x, clientY: middle.y, deltaY, bubbles: true, cancelable: true }),
    )
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  send('move', 0)
  await nextFrame()
  if (gesture !== 'zoom') send('down', 0)
  // To and fro, so that the picture stays in sight.
  const period = 60
  const times: number[] = []
  let last = performance.now()
  for (let frame = 0; frame < frames; frame++) {
    const phase = frame % period
    if (gesture === 'zoom') wheel(phase < period / 2 ? -60 : 60)
    else send('move', 2 * (phase < period / 2 ? phase : period - phase))
    await nextFrame()
    const now = performance.now()
    times.push(now - last)
    last = now
  }
  if (gesture !== 'zoom') send('up', 0)
  await nextFrame()
  // The first frames still warm up.
  return times.slice(10)
}
