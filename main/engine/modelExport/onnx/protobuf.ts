/**
 * Writes protobuf messages: each field is its number and wire type, then a varint, four bytes, or a length and so many bytes
 * (protobuf.dev/programming-guides/encoding).
 */
const varintType = 0
const lengthType = 2
const fourBytesType = 5

export class MessageWriter {
  readonly #parts: Uint8Array[] = []

  integer(field: number, value: number | bigint): this {
    this.#tag(field, varintType)
    this.#varint(BigInt(value))
    return this
  }

  float(field: number, value: number): this {
    this.#tag(field, fourBytesType)
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#parts.push(bytes)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value))
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, lengthType)
    this.#varint(BigInt(value.length))
    this.#parts.push(value)
    return this
  }

  message(field: number, message: MessageWriter): this {
    return this.bytes(field, message.finish())
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts)
  }

  #tag(field: number, wireType: number): void {
    this.#varint(BigInt(field * 8 + wireType))
  }

  /** Seven bits a byte, the lowest first; negative numbers as 64 bits of their two's complement. */
  #varint(value: bigint): void {
    const bytes: number[] = []
    let rest = BigInt.asUintN(64, value)
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.#parts.push(Uint8Array.from(bytes))
  }
}
