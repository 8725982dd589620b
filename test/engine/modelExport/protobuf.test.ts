/** The examples of protobuf's own documentation (protobuf.dev/programming-guides/encoding), byte by byte. */
import { describe, expect, it } from 'vitest'
import { MessageWriter } from '../../../main/engine/modelExport/onnx/protobuf.ts'

const hex = (message: MessageWriter) => Buffer.from(message.finish()).toString('hex')

describe('a protobuf message', () => {
  it('holds an integer as its documentation writes it', () => {
    expect(hex(new MessageWriter().integer(1, 150))).toBe('089601')
  })
  it('holds a text', () => {
    expect(hex(new MessageWriter().text(2, 'testing'))).toBe('120774657374696e67')
  })
  it('holds another message', () => {
    expect(hex(new MessageWriter().message(3, new MessageWriter().integer(1, 150)))).toBe('1a03089601')
  })
  it('writes -2 as ten bytes of two’s complement', () => {
    expect(hex(new MessageWriter().integer(1, -2))).toBe('08feffffffffffffffff01')
  })
  it('holds 1.5 as four bytes, the lowest first', () => {
    expect(hex(new MessageWriter().float(2, 1.5))).toBe('150000c03f')
  })
  it('numbers fields beyond 15 in two bytes', () => {
    expect(hex(new MessageWriter().integer(20, 7))).toBe('a00107')
  })
})
