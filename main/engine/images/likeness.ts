/**
 * How a picture looks, in 64 bits and a colour: the perceptual hash of Zauner ("Implementation and benchmarking of
 * perceptual image hash functions", 2010). The picture becomes 32 x 32 grey values; of their cosine transform the 8 x 8
 * lowest frequencies above zero each give a bit, whether they are larger than the median. Scale, compression and
 * brightness hardly change the bits, other content changes half of them.
 */
import sharp from 'sharp'

export type Look = { readonly hash: string; readonly color: readonly [number, number, number] }

const side = 32
const frequencies = 8

/** @param path of any size of the picture; a thumbnail will do */
export async function lookOf(path: string): Promise<Look> {
  const pixels = await sharp(path, { failOn: 'none' })
    .flatten({ background: '#727272' })
    .toColourspace('srgb')
    .resize(side, side, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer()
  return { hash: hashOf(greyOf(pixels)), color: meanOf(pixels) }
}

/** Luma (ITU-R BT.601) of red, green, blue bytes. */
function greyOf(pixels: Uint8Array): number[] {
  return Array.from(
    { length: side * side },
    (_, at) => 0.299 * pixels[3 * at]! + 0.587 * pixels[3 * at + 1]! + 0.114 * pixels[3 * at + 2]!,
  )
}

function meanOf(pixels: Uint8Array): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0]
  for (let at = 0; at < pixels.length; at++) sums[at % 3]! += pixels[at]!
  return sums.map((sum) => Math.round(sum / (side * side))) as [number, number, number]
}

/** cosines[u][x] of the discrete cosine transform, for the frequencies 1 to 8. */
const cosines = Array.from({ length: frequencies }, (_, u) =>
  Array.from({ length: side }, (_, x) => Math.cos(((2 * x + 1) * (u + 1) * Math.PI) / (2 * side))),
)

function hashOf(grey: readonly number[]): string {
  // Rows first, then columns: the transform is separable.
  const rows = cosines.map((cosine) =>
    Array.from({ length: side }, (_, y) => cosine.reduce((sum, value, x) => sum + value * grey[y * side + x]!, 0)),
  )
  const coefficients = cosines.flatMap((cosine) =>
    rows.map((row) => Math.round(cosine.reduce((sum, value, y) => sum + value * row[y]!, 0))),
  )
  const sorted = [...coefficients].sort((a, b) => a - b)
  const median = (sorted[31]! + sorted[32]!) / 2
  const bits = coefficients.map((value) => (value > median ? '1' : '0')).join('')
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('')
}
