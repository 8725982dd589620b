/** Turns stored pixels upright as the EXIF orientation says: 1 as stored, 3 upside down, 6 and 8 lying, the rest mirrored. */
import type { Size } from '../../../shared/box.ts'

type Pixels = Size & { readonly data: Uint8Array }

export function turnUpright({ data, width, height }: Pixels, channels: number, orientation: number): Pixels {
  if (orientation === 1) return { data, width, height }
  const isTurned = orientation >= 5
  const upright = isTurned ? { width: height, height: width } : { width, height }
  // From which end of the stored columns and rows the upright picture begins.
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBottom = [3, 4, 6, 7].includes(orientation)
  const turned = new Uint8Array(data.length)
  let to = 0
  for (let y = 0; y < upright.height; y++) {
    for (let x = 0; x < upright.width; x++) {
      const [column, row] = isTurned ? [y, x] : [x, y]
      const from =
        ((fromBottom ? height - 1 - row : row) * width + (fromRight ? width - 1 - column : column)) * channels
      for (let channel = 0; channel < channels; channel++) turned[to++] = data[from + channel]!
    }
  }
  return { data: turned, ...upright }
}
