/**
 * A layer on which nothing is drawn takes as much of a frame as a full one, 3 to 4 ms where the processor draws: it is laid
 * over the others all the same. So the canvas is hidden while it is blank. To clear it once more costs a millisecond or two, and is
 * left out.
 */
const painting = ['fillRect', 'strokeRect', 'fill', 'stroke', 'fillText', 'strokeText', 'drawImage'] as const

/** @returns the drawing function that also shows or hides the canvas it draws on */
export function hideWhileBlank<Rest extends readonly unknown[]>(
  draw: (context: CanvasRenderingContext2D, ...rest: Rest) => void,
): (context: CanvasRenderingContext2D, ...rest: Rest) => void {
  let watched: CanvasRenderingContext2D | null = null
  let isBlank = true
  let wasBlank = true
  const noteIt = () => {
    isBlank = false
  }
  return (context, ...rest) => {
    if (watched !== context) {
      watched = context
      for (const method of painting) watch(context, method, noteIt)
      clearOnlyIf(context, () => !(wasBlank && isBlank))
    }
    isBlank = true
    draw(context, ...rest)
    context.canvas.style.visibility = isBlank ? 'hidden' : ''
    wasBlank = isBlank
  }
}

function watch(context: CanvasRenderingContext2D, method: (typeof painting)[number], note: () => void): void {
  const paint = context[method].bind(context) as (...args: unknown[]) => void
  Object.assign(context, {
    [method]: (...args: unknown[]) => {
      note()
      paint(...args)
    },
  })
}

function clearOnlyIf(context: CanvasRenderingContext2D, isNeeded: () => boolean): void {
  const clear = context.clearRect.bind(context)
  context.clearRect = (...area) => {
    if (isNeeded()) clear(...area)
  }
}
