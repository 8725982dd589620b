/**
 * Windows bitmaps (BMP), which the image library does not read: header and pixels. All that people have in data sets:
 * 1, 4, 8, 16, 24 and 32 bits a pixel, palettes, colour masks, bottom-up and top-down, without compression.
 * Source: Microsoft's documentation of BITMAPFILEHEADER, BITMAPCOREHEADER and BITMAPINFOHEADER.
 */
import { BrokenPicture } from './brokenPicture.ts'

export type BitmapHeader = {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly isTopDown: boolean
  /** Where the pixels begin. */
  readonly offset: number
  readonly palette: Buffer | null
  /** Bytes of one colour of the palette: 3 in the oldest files, else 4. */
  readonly paletteStep: number
  readonly masks: readonly [number, number, number]
  /** Bytes that the file has at least. */
  readonly bytes: number
}

const uncompressed = 0
const withMasks = 3
const alphaMasks = 6
/** File header, the longest information header, and the palette behind it. */
export const bitmapHeaderBytes = 14 + 124 + 4 * 256

export function readBitmapHeader(start: Buffer): BitmapHeader {
  if (start.length < 26) throw new BrokenPicture('damaged')
  const offset = start.readUInt32LE(10)
  const headerSize = start.readUInt32LE(14)
  const isOldest = headerSize === 12
  if (!isOldest && (headerSize < 40 || start.length < 54)) throw new BrokenPicture('damaged')
  const width = isOldest ? start.readUInt16LE(18) : start.readInt32LE(18)
  const storedHeight = isOldest ? start.readInt16LE(20) : start.readInt32LE(22)
  const bits = start.readUInt16LE(isOldest ? 24 : 28)
  const compression = isOldest ? uncompressed : start.readUInt32LE(30)
  if (![uncompressed, withMasks, alphaMasks].includes(compression)) throw new BrokenPicture('compressed-bitmap')
  const height = Math.abs(storedHeight)
  if (width <= 0 || height === 0 || ![1, 4, 8, 16, 24, 32].includes(bits)) throw new BrokenPicture('damaged')
  return {
    width,
    height,
    bits,
    isTopDown: storedHeight < 0,
    offset,
    palette: bits <= 8 ? start.subarray(14 + headerSize, Math.min(offset, start.length)) : null,
    paletteStep: isOldest ? 3 : 4,
    masks: compression === uncompressed ? defaultMasks(bits) : masksIn(start),
    bytes: offset + rowBytes(width, bits) * height,
  }
}

/** @returns red, green and blue, row by row from the top */
export function decodeBitmap(file: Buffer): {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
} {
  const header = readBitmapHeader(file)
  if (file.length < header.bytes) throw new BrokenPicture('cut-off')
  const { width, height, isTopDown, offset, bits } = header
  const data = new Uint8Array(width * height * 3)
  const stride = rowBytes(width, bits)
  const drawRow = rowReader(header)
  for (let y = 0; y < height; y++) {
    const stored = isTopDown ? y : height - 1 - y
    drawRow(file.subarray(offset + stored * stride, offset + (stored + 1) * stride), data, y * width * 3)
  }
  return { data, width, height }
}

/** Rows are filled up to whole units of four bytes. */
const rowBytes = (width: number, bits: number): number => Math.ceil((width * bits) / 32) * 4

const defaultMasks = (bits: number): [number, number, number] =>
  bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff]

const masksIn = (start: Buffer): [number, number, number] => [
  start.readUInt32LE(54),
  start.readUInt32LE(58),
  start.readUInt32LE(62),
]

type RowReader = (row: Buffer, target: Uint8Array, at: number) => void

function rowReader(header: BitmapHeader): RowReader {
  if (header.bits <= 8) return paletteReader(header)
  if (header.bits === 24) return readTrueColour(header.width)
  return maskReader(header)
}

function paletteReader({ bits, width, palette, paletteStep }: BitmapHeader): RowReader {
  const perByte = 8 / bits
  return (row, target, at) => {
    for (let x = 0; x < width; x++) {
      const shift = 8 - bits * ((x % perByte) + 1)
      const color = ((row[Math.floor(x / perByte)]! >> shift) & (2 ** bits - 1)) * paletteStep
      // An index beyond the palette is black, as in other programs.
      for (let channel = 0; channel < 3; channel++) target[at + 3 * x + channel] = palette![color + 2 - channel] ?? 0
    }
  }
}

function readTrueColour(width: number): RowReader {
  return (row, target, at) => {
    for (let from = 0; from < width * 3; from += 3) {
      target[at + from] = row[from + 2]!
      target[at + from + 1] = row[from + 1]!
      target[at + from + 2] = row[from]!
    }
  }
}

function maskReader({ bits, width, masks }: BitmapHeader): RowReader {
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
    return { mask, shift, largest: mask === 0 ? 1 : mask >>> shift }
  })
  return (row, target, at) => {
    for (let x = 0; x < width; x++) {
      const value = bits === 16 ? row.readUInt16LE(2 * x) : row.readUInt32LE(4 * x)
      for (const [index, { mask, shift, largest }] of channels.entries()) {
        target[at + 3 * x + index] = Math.round((((value & mask) >>> shift) * 255) / largest)
      }
    }
  }
}
