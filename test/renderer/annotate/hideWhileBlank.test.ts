import { expect, it } from 'vitest'
import { hideWhileBlank } from '../../../renderer/annotate/canvas/hideWhileBlank.ts'

/** As much of a canvas as the function sees; there is none outside a browser. */
function canvasContext() {
  const painted: string[] = []
  const paint = (name: string) => () => void painted.push(name)
  const names = ['fillRect', 'strokeRect', 'fill', 'stroke', 'fillText', 'strokeText', 'drawImage', 'clearRect']
  const context = {
    canvas: { style: { visibility: '' } },
    ...Object.fromEntries(names.map((name) => [name, paint(name)])),
  } as unknown as CanvasRenderingContext2D
  return { context, painted }
}

it('a canvas is hidden while nothing is drawn on it, and seen again with the first stroke', () => {
  const { context, painted } = canvasContext()
  const draw = hideWhileBlank((target, isBusy: boolean) => {
    target.clearRect(0, 0, 10, 10)
    if (isBusy) target.strokeRect(1, 1, 5, 5)
  })
  draw(context, false)
  expect(context.canvas.style.visibility).toBe('hidden')
  draw(context, true)
  expect(context.canvas.style.visibility).toBe('')
  draw(context, false)
  expect(context.canvas.style.visibility).toBe('hidden')
  draw(context, false)
  // What is drawn arrives, once each time; what is blank is not cleared.
  expect(painted).toEqual(['strokeRect', 'clearRect'])
  draw(context, true)
  draw(context, true)
  expect(painted.slice(2)).toEqual(['strokeRect', 'clearRect', 'strokeRect'])
})
