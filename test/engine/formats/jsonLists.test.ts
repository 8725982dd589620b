import { describe, expect, it } from 'vitest'
import { BrokenFile } from '../../../main/engine/formats/brokenFile.ts'
import { findJsonLists, jsonElements } from '../../../main/engine/formats/jsonLists.ts'

function listsOf(text: string): Record<string, unknown[]> | null {
  const bytes = Buffer.from(text)
  const lists = findJsonLists(bytes)
  return lists && Object.fromEntries([...lists].map(([name, start]) => [name, [...jsonElements(bytes, start)]]))
}

describe('the lists of a JSON document', () => {
  it('are found at the outermost level only, in any order and spacing', () => {
    const value = { info: { lists: [1] }, a: [], b: [1, 'two', null, true, { c: [3] }, [4, [5]]], n: -1.5e3, t: 'x' }
    for (const space of [0, 2, '\t']) {
      expect(listsOf(JSON.stringify(value, null, space))).toEqual({ a: value.a, b: value.b })
    }
    expect(listsOf(JSON.stringify(value, null, 1).replaceAll('\n', '\r\n'))).toEqual({ a: [], b: value.b })
  })

  it('may hold brackets, quotes and backslashes in texts, and any letters', () => {
    const texts = ['{', ']}', '"', '\\', '\\"', '\\\\', '사람\u2028', '']
    expect(listsOf(JSON.stringify({ '{"[': texts, b: [{ '}]\\': ']' }] }))).toEqual({
      '{"[': texts,
      b: [{ '}]\\': ']' }],
    })
  })

  it('are none in an empty object, and null in what is no object', () => {
    expect([listsOf('{}'), listsOf(' [1, 2]'), listsOf('5')]).toEqual([{}, null, null])
  })

  it.each([
    ['', 1],
    ['{"a": [1, 2', 1],
    ['{\n"a": [\n{"b": 1}\n', 4],
    ['{\n"a": [1\n2]}', 3],
    ['{\n"a" 1}', 2],
    ['{"a": [\n{"b": }\n]}', 2],
    ['{"a": "open', 1],
    ['{"a": ,}', 1],
    ['{"a": [}', 1],
    ['{"a": 1]', 1],
  ])('broken as in %j are reported in line %i', (text, line) => {
    expect(() => listsOf(text)).toThrow(BrokenFile)
    expect(() => listsOf(text)).toThrow(expect.objectContaining({ line }))
  })
})
