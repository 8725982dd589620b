import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../main/engine/formats/decodeText.ts'
import { lineAt, textLines, tokensOf } from '../../../main/engine/formats/textLines.ts'

describe('textLines', () => {
  it('takes any line end, skips blank lines and counts them', () => {
    expect(textLines('a\r\n\r\n  b \rc\n\n')).toEqual([
      { text: 'a', number: 1, start: 0, end: 1 },
      { text: 'b', number: 3, start: 7, end: 8 },
      { text: 'c', number: 4, start: 10, end: 11 },
    ])
  })

  it('has no line in an empty file', () => {
    expect(textLines('\n \n')).toEqual([])
  })

  it('parts tokens at any white space', () => {
    expect(tokensOf('0\t0.5  0.5\u00a01')).toEqual(['0', '0.5', '0.5', '1'])
  })

  it('tells the line of a character', () => {
    const text = 'one\ntwo\nthree'
    expect([lineAt(text, 0), lineAt(text, 4), lineAt(text, 8)]).toEqual([1, 2, 3])
  })
})

describe('decodeText', () => {
  it('drops the byte order mark of UTF-8', () => {
    expect(decodeText(Buffer.from('\ufeffcar\n'))).toEqual({ text: 'car\n', encoding: 'utf-8', isGuessed: false })
  })

  it('reads UTF-16 with its mark', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('차', 'utf16le')])
    expect(decodeText(bytes).text).toBe('차')
  })

  it('reads Korean Windows text and says that it guessed', () => {
    // "자동차" (car) in code page 949.
    const bytes = Uint8Array.from([0xc0, 0xda, 0xb5, 0xbf, 0xc2, 0xf7])
    expect(decodeText(bytes)).toEqual({ text: '자동차', encoding: 'euc-kr', isGuessed: true })
  })

  it('believes the encoding that an XML file names', () => {
    // "车" (vehicle) is B3 B5 in GB 2312; the same bytes are another letter in Korean.
    const bytes = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GB2312"?><a>'), Buffer.from([0xb3, 0xb5])])
    expect(decodeText(bytes).text.endsWith('车')).toBe(true)
  })

  it('falls back to Western letters', () => {
    expect(decodeText(Uint8Array.from([0x63, 0x61, 0x66, 0xe9])).text).toBe('café')
  })
})
