/**
 * The box around a mask in COCO's run lengths: lengths of zeros and ones in turn, down the columns; as a list, or packed into
 * text with six bits a character (`rleFrString` of the COCO API).
 */
import type { Box } from '../../../shared/box.ts'

/** Null for an empty mask and for what is none. */
export function boxOfRunLengths(value: unknown): Box | null {
  const { counts, size } = (value ?? {}) as { readonly counts?: unknown; readonly size?: unknown }
  const height = Array.isArray(size) ? Number(size[0]) : Number.NaN
  const runs = typeof counts === 'string' ? unpack(counts) : counts
  if (!(height > 0) || !Array.isArray(runs)) return null
  let [x1, y1, x2, y2] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
  let at = 0
  for (const [index, length] of runs.entries()) {
    if (!(Number(length) >= 0)) return null
    const end = at + Number(length)
    if (index % 2 === 1 && end > at) {
      const [first, last] = [Math.floor(at / height), Math.floor((end - 1) / height)]
      x1 = Math.min(x1, first)
      x2 = Math.max(x2, last + 1)
      // A run over the foot of a column goes on at the top of the next.
      y1 = Math.min(y1, last > first ? 0 : at % height)
      y2 = Math.max(y2, last > first ? height : ((end - 1) % height) + 1)
    }
    at = end
  }
  return x2 > 0 ? { x1, y1, x2, y2 } : null
}

function unpack(text: string): number[] {
  const counts: number[] = []
  for (let at = 0; at < text.length; ) {
    let value = 0
    let shift = 0
    let bits: number
    do {
      bits = text.charCodeAt(at++) - 48
      value += (bits & 0x1f) * 2 ** shift
      shift += 5
    } while (bits & 0x20 && at < text.length)
    if (bits & 0x10) value -= 2 ** shift
    // From the third on, a count is given as the difference to the one before the last.
    counts.push(counts.length > 2 ? value + counts[counts.length - 2]! : value)
  }
  return counts
}
