/** Writes plain TIFF files of any depth and number of bands, which no library at hand does. Source: TIFF revision 6.0. */
import { writeFileSync } from 'node:fs'

type Values = Uint8Array | Uint16Array | Int16Array | Uint32Array | Float32Array | Float64Array
export type TiffPicture = {
  readonly width: number
  readonly height: number
  readonly bands: number
  /** Row by row, the bands of a pixel side by side. */
  readonly values: Values
  readonly orientation?: number
}

const short = 3
const long = 4
const headerBytes = 8

export function writeTiff(path: string, { width, height, bands, values, orientation = 1 }: TiffPicture): void {
  const format =
    values instanceof Float32Array || values instanceof Float64Array ? 3 : values instanceof Int16Array ? 2 : 1
  const isColor = bands >= 3
  const extraBands = bands - (isColor ? 3 : 1)
  const tags: [tag: number, type: number, numbers: number[]][] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, Array(bands).fill(values.BYTES_PER_ELEMENT * 8)],
    [259, short, [1]],
    [262, short, [isColor ? 2 : 1]],
    [273, long, [0]],
    [274, short, [orientation]],
    [277, short, [bands]],
    [278, long, [height]],
    [279, long, [values.byteLength]],
    [284, short, [1]],
    ...(extraBands > 0 ? ([[338, short, Array(extraBands).fill(0)]] as [number, number, number[]][]) : []),
    [339, short, Array(bands).fill(format)],
  ]
  const directoryBytes = 2 + tags.length * 12 + 4
  const longLists = tags.map(([, type, numbers]) =>
    numbers.length * (type === short ? 2 : 4) > 4 ? numbers.length * 2 : 0,
  )
  const pixelsAt = headerBytes + directoryBytes + longLists.reduce((sum, bytes) => sum + bytes, 0)
  const file = Buffer.alloc(pixelsAt + values.byteLength)
  file.write('II*\0', 0, 'latin1')
  file.writeUInt32LE(headerBytes, 4)
  file.writeUInt16LE(tags.length, headerBytes)
  let listAt = headerBytes + directoryBytes
  for (const [index, [tag, type, numbers]] of tags.entries()) {
    const at = headerBytes + 2 + index * 12
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(numbers.length, at + 4)
    if (type === long) file.writeUInt32LE(tag === 273 ? pixelsAt : numbers[0]!, at + 8)
    else if (numbers.length <= 2)
      for (const [place, value] of numbers.entries()) file.writeUInt16LE(value, at + 8 + 2 * place)
    else {
      file.writeUInt32LE(listAt, at + 8)
      for (const value of numbers) listAt = file.writeUInt16LE(value, listAt)
    }
  }
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).copy(file, pixelsAt)
  writeFileSync(path, file)
}
