/**
 * Brightness, contrast and gamma as one curve from what a channel is in the file to what it is on the screen. The curve is given
 * to an SVG filter on the canvas of the picture: it works on the pixels of the screen, on the graphics card where there is one,
 * so that its cost does not depend on the size of the picture or on how that is drawn.
 */
import type { ViewOptions } from './options.ts'

export type Tone = Pick<ViewOptions, 'brightness' | 'contrast' | 'gamma'>

export const plainTone: Tone = { brightness: 1, contrast: 1, gamma: 1 }
export const toneFilterId = 'annotate-tone'

/** One value for each of the 256 levels of a channel. */
const levels = 256

export function isPlain({ brightness, contrast, gamma }: Tone): boolean {
  return brightness === 1 && contrast === 1 && gamma === 1
}

/** Gamma first, as it tells the shadows apart; then brightness; then contrast around the middle grey. All in 0..1. */
export function toneCurve({ brightness, contrast, gamma }: Tone): number[] {
  return Array.from({ length: levels }, (_, index) => {
    const lit = (index / (levels - 1)) ** (1 / gamma) * brightness
    return Math.min(1, Math.max(0, (lit - 0.5) * contrast + 0.5))
  })
}
