/** Raw pixels as a JPEG, for pictures that are only looked at. */
import sharp from 'sharp'

/** @param pixels side * side * 3 bytes of red, green, blue */
export async function encodeJpeg(pixels: Uint8Array, side: number): Promise<Buffer> {
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}
