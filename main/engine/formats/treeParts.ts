/** What the views of a folder and of a zip have in common. */

/** macOS leaves `._a.txt` and `__MACOSX` beside the real files; they are not text. */
export const isHiddenName = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'

/** Bytes of each end of a file that tell what it is. */
export const peekLength = 1 << 16

export function endsOfBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= 2 * peekLength) return bytes
  return Buffer.concat([bytes.subarray(0, peekLength), bytes.subarray(-peekLength)])
}
