/** A picture that a detector can learn by heart in some hundred steps: a bright square on noise, of class 0 or 1 by its colour. */
import type { Sample } from '../../main/engine/detector/batch.ts'
import { seededRandom } from '../../shared/random.ts'

export const squareSide = 96
const [width, height] = [32, 28]

export function brightSquare(seed: number, x: number, y: number, category: number): Sample {
  const random = seededRandom(seed)
  const pixels = Uint8Array.from({ length: squareSide * squareSide * 3 }, () => 60 + random.below(60))
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++)
      pixels.set(category ? [240, 60, 30] : [40, 90, 250], (row * squareSide + column) * 3)
  return { pixels, labels: { boxes: Float64Array.of(x, y, x + width, y + height), classes: Int32Array.of(category) } }
}
