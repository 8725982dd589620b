/**
 * Numbers as they lie in memory, as text: for columns of hundreds of thousands. Little-endian: Electron runs on no other
 * machine. They are written by Node's `Buffer`, which the window does not have.
 */
import { z } from 'zod'

export const float32s = z.string()
export const float64s = z.string()

export const float32sFrom = (text: string): Float32Array => new Float32Array(bytesFrom(text).buffer)
export const float64sFrom = (text: string): Float64Array => new Float64Array(bytesFrom(text).buffer)

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sixBitsOf = new Uint8Array(128)
for (const [value, letter] of [...letters].entries()) sixBitsOf[letter.charCodeAt(0)] = value

/** Without `atob`, which first makes a string of all bytes: of a hundred megabytes, seconds. */
function bytesFrom(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='))
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let place = 0
  for (let at = 0; at < text.length; at += 4) {
    const bits =
      (sixBitsOf[text.charCodeAt(at)]! << 18) |
      (sixBitsOf[text.charCodeAt(at + 1)]! << 12) |
      (sixBitsOf[text.charCodeAt(at + 2)]! << 6) |
      sixBitsOf[text.charCodeAt(at + 3)]!
    // What would lie behind the end is not kept.
    bytes[place++] = bits >> 16
    bytes[place++] = bits >> 8
    bytes[place++] = bits
  }
  return bytes
}
