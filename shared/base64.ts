/** Numbers as they lie in memory, as text: for columns of hundreds of thousands. Little-endian: Electron runs on no other machine. */
import { z } from 'zod'

export const float32s = z.string()
export const float64s = z.string()

export const float32sFrom = (text: string): Float32Array => new Float32Array(bytesFrom(text).buffer)
export const float64sFrom = (text: string): Float64Array => new Float64Array(bytesFrom(text).buffer)

export function toBase64({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  const text = new Uint8Array(4 * Math.ceil(byteLength / 3)).fill(paddingCode)
  let place = 0
  for (let at = 0; at < byteLength; at += 3) {
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const left = byteLength - at
    text[place] = letterCodes[bits >> 18]!
    text[place + 1] = letterCodes[(bits >> 12) & 63]!
    if (left > 1) text[place + 2] = letterCodes[(bits >> 6) & 63]!
    if (left > 2) text[place + 3] = letterCodes[bits & 63]!
    place += 4
  }
  return new TextDecoder('latin1').decode(text)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const letterCodes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
const paddingCode = '='.charCodeAt(0)
const sixBitsOf = new Uint8Array(128)
for (const [value, code] of letterCodes.entries()) sixBitsOf[code] = value

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
