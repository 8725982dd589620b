import { isUtf8 } from 'node:buffer'

export type DecodedText = { readonly text: string; readonly encoding: string; readonly isGuessed: boolean }

/** The text of a label file, whatever wrote it; a byte order mark is not part of it. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return known(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return known(bytes, 'utf-16be')
  if (isUtf8(bytes)) return known(bytes, 'utf-8')
  const encoding = legacyEncodingOf(bytes)
  return { ...known(bytes, encoding), isGuessed: true }
}

export type Utf8Bytes = { readonly utf8: Buffer; readonly encoding: string; readonly isGuessed: boolean }

/** The same as bytes, without a copy where they are UTF-8 already. */
export function toUtf8(bytes: Uint8Array): Utf8Bytes {
  if (!isUtf8(bytes)) {
    const { text, encoding, isGuessed } = decodeText(bytes)
    return { utf8: Buffer.from(text), encoding, isGuessed }
  }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasMark = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf
  return { utf8: hasMark ? all.subarray(3) : all, encoding: 'utf-8', isGuessed: false }
}

function known(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, isGuessed: false }
}

/** An XML file may name its encoding. Else: the first of the usual ones in which every byte has a meaning. */
function legacyEncodingOf(bytes: Uint8Array): string {
  const declared = /encoding=["']([\w-]+)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1]
  const candidates = [...(declared ? [declared] : []), 'euc-kr', 'gb18030']
  return candidates.find((encoding) => isMeaningful(bytes, encoding)) ?? 'windows-1252'
}

function isMeaningful(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    // Thrown for an unknown name of an encoding and for a byte that it does not have.
    return false
  }
}
