/** A grid over the picture: every so many pixels, or in so many equal parts. */
import type { Size } from '../../../shared/box.ts'
import type { View } from '../../canvas/viewport.ts'
import type { ViewOptions } from './options.ts'

/** Lines nearer to each other on the screen hide the picture. */
const leastDistance = 5

export type GridLines = { readonly xs: readonly number[]; readonly ys: readonly number[] }

/** Where the lines inside the picture cross the canvas, in screen pixels; only those that are seen. */
export function gridLines(
  { view, size, canvas }: { readonly view: View; readonly size: Size; readonly canvas: Size },
  { grid, gridStep, gridParts }: Pick<ViewOptions, 'grid' | 'gridStep' | 'gridParts'>,
): GridLines {
  if (grid === 'none') return { xs: [], ys: [] }
  const stepX = grid === 'step' ? gridStep : size.width / gridParts
  const stepY = grid === 'step' ? gridStep : size.height / gridParts
  return {
    xs: linesAlong({ step: stepX, length: size.width, start: view.x, scale: view.scale, room: canvas.width }),
    ys: linesAlong({ step: stepY, length: size.height, start: view.y, scale: view.scale, room: canvas.height }),
  }
}

type Axis = {
  readonly step: number
  readonly length: number
  readonly start: number
  readonly scale: number
  readonly room: number
}

function linesAlong({ step, length, start, scale, room }: Axis): number[] {
  const distance = step * scale
  if (distance < leastDistance) return []
  // Half a pixel outside is rounded to the first one inside.
  const first = Math.max(1, Math.ceil((-start - 0.5) / distance))
  const last = Math.min(Math.ceil(length / step - 1e-9) - 1, Math.floor((room - start) / distance))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => start + (first + index) * distance)
}
