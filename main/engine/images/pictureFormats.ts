/** Which files count as pictures, what they really are by their first bytes, and which of them a browser window shows. */

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'tiff' | 'avif'

const readableExtensions = [
  '.jpg',
  '.jpeg',
  '.jpe',
  '.jfif',
  '.mpo',
  '.png',
  '.bmp',
  '.dib',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
]

/** Pictures that people have, but that this build cannot decode: they are listed by name, never passed over in silence. */
const namedOnly: Readonly<Record<string, string>> = {
  '.heic': 'HEIC',
  '.heif': 'HEIF',
  '.jxl': 'JPEG XL',
  '.jp2': 'JPEG 2000',
  '.j2k': 'JPEG 2000',
  '.dng': 'DNG',
  '.cr2': 'CR2',
  '.cr3': 'CR3',
  '.nef': 'NEF',
  '.arw': 'ARW',
}

const pictureExtensions = new Set([...readableExtensions, ...Object.keys(namedOnly)])

export const mimeTypes: Readonly<Record<PictureFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  avif: 'image/avif',
}

export function isImagePath(path: string): boolean {
  return pictureExtensions.has(extensionOf(path))
}

/** The name of a format that cannot be decoded, by the extension or by the first bytes; null for all others. */
export function undecodableFormat(path: string, start: Buffer): string | null {
  const byBytes = ascii(start, 4, 8) === 'ftyp' ? heifName(ascii(start, 8, 12)) : null
  if (byBytes) return byBytes
  // A raw file of a camera is a TIFF by its bytes, of which only the small preview could be read.
  return formatOf(start) && formatOf(start) !== 'tiff' ? null : (namedOnly[extensionOf(path)] ?? null)
}

/** What a file is by its first 16 bytes, whatever its extension says; null for none that is known. */
export function formatOf(start: Buffer): PictureFormat | null {
  if (start[0] === 0xff && start[1] === 0xd8) return 'jpeg'
  if (start.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 8, 12) === 'WEBP') return 'webp'
  if (ascii(start, 0, 4) === 'GIF8') return 'gif'
  if (ascii(start, 0, 2) === 'BM') return 'bmp'
  if (/^(II[*+]\0|MM\0[*+])/.test(ascii(start, 0, 4))) return 'tiff'
  if (ascii(start, 4, 8) === 'ftyp' && /^avi[fs]|^mif1/.test(ascii(start, 8, 12))) return 'avif'
  return null
}

/** A PNG says in its 25th byte how many bits a value has. */
export const isDeepPng = (start: Buffer): boolean => start[24] === 16

const heifName = (brand: string): string | null => (/^(hei[cxms]|hev[cxms])/.test(brand) ? 'HEIC' : null)

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot < 0 ? '' : path.slice(dot).toLowerCase()
}
