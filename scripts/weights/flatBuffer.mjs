/** Reads tables of the FlatBuffers format (little-endian): a table starts with the distance to its list of field offsets. */

export function readFlatBuffer(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return table(view, view.getUint32(0, true))
}

// Fields are asked for by their number in the schema; a field that is absent has its default.
function table(view, start) {
  const offsets = start - view.getInt32(start, true)
  const slots = view.getUint16(offsets, true)
  const place = (field) => {
    const slot = 4 + 2 * field
    const offset = slot < slots ? view.getUint16(offsets + slot, true) : 0
    return offset === 0 ? undefined : start + offset
  }
  const number = (read) => (field) => {
    const at = place(field)
    return at === undefined ? 0 : read(at)
  }
  return {
    byte: number((at) => view.getInt8(at)),
    int: number((at) => view.getInt32(at, true)),
    table: (field) => table(view, follow(view, place(field))),
    text: (field) => new TextDecoder().decode(bytesAt(view, place(field))),
    bytes: (field) => bytesAt(view, place(field)),
    ints: (field) => items(view, place(field), (at) => view.getInt32(at, true)),
    tables: (field) => items(view, place(field), (at) => table(view, follow(view, at))),
  }
}

const follow = (view, at) => at + view.getUint32(at, true)

function items(view, at, read) {
  if (at === undefined) return []
  const start = follow(view, at)
  return Array.from({ length: view.getUint32(start, true) }, (_, index) => read(start + 4 + 4 * index))
}

function bytesAt(view, at) {
  if (at === undefined) return new Uint8Array()
  const start = follow(view, at)
  return new Uint8Array(view.buffer, view.byteOffset + start + 4, view.getUint32(start, true))
}
