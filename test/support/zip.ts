/** Zips as bytes, also with names and sizes that no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib'

export type Member = {
  /** As bytes: in an encoding that the zip does not name. */
  readonly name: string | Buffer
  readonly content: string | Buffer
  readonly claimedSize?: number
  readonly claimedChecksum?: number
  /** Type and rights as Unix has them; a plain file without. */
  readonly mode?: number
}

export function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, claimedSize, claimedChecksum, mode = 0o100644 } of members) {
    const bytes = Buffer.from(content as string)
    const packed = deflateRawSync(bytes)
    const fileName = typeof name === 'string' ? Buffer.from(name) : name
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    // Bit 11: the name is UTF-8. Method 8: deflate.
    fields.writeUInt16LE(typeof name === 'string' ? 0x800 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(claimedChecksum ?? crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claimedSize ?? bytes.length, 18)
    fields.writeUInt16LE(fileName.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, fileName, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt16LE(mode, 8)
    rest.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, rest, fileName]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}
