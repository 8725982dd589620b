/** The Korean of what the engine says: every text that the sources can put together has one. */
import { afterEach, describe, expect, it } from 'vitest'
import { formats } from '../../main/engine/formats/index.ts'
import { engineText, readingOf } from '../../renderer/engineText.ts'
import { setLanguage } from '../../renderer/i18n.ts'
import engineKo from '../../resources/locales/ko/engine.json'
import { missingReason } from '../../shared/model.ts'
import { engineTexts } from '../support/engineTexts.ts'

const blanksIn = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]!)
const labels = formats.map(({ label }) => ({ place: 'label of a format', text: label }))
const lines = [...engineTexts(), ...labels].flatMap(({ place, text }) =>
  text.split('\n').map((line) => ({ place, line })),
)

describe('texts of the engine', () => {
  it('are found in the sources, in all their forms', () => {
    const texts = engineTexts().map(({ text }) => text)
    // One of each way in which a text is put together: plain, with a value, of two words, passed to a function, in a table.
    expect(texts).toContain('No project is open. Open or create one first.')
    expect(texts).toContain('There is no call named ⟦name⟧.')
    expect(texts).toContain(
      '⟦folder⟧ lies inside ⟦other.path⟧, which is already in the project: its images would come twice.',
    )
    expect(texts).toContain(
      '⟦folder⟧ contains ⟦other.path⟧, which is already in the project: its images would come twice.',
    )
    expect(texts).toContain('⟦count⟧ ignore region left out: YOLO has none')
    expect(texts).toContain('not an image, or its header is damaged; replace it with a sound copy')
    expect(texts.length).toBeGreaterThan(300)
  })

  it('all have a Korean text', () => {
    // A value is a name or a number. Two words in a row that are no value are English that was left as it is.
    const isEnglish = (value: string) => /[a-z]+ [a-z]+/i.test(value.replace(/⟦[^⟧]*⟧/g, '')) && !isName(value)
    const isName = (value: string) => labels.some(({ text }) => text === value)
    const left = lines.filter(({ line }) => readingOf(line).values.some(isEnglish))
    expect(left).toEqual([])
  })

  it('have no Korean text that nothing says', () => {
    const said = new Set(lines.flatMap(({ line }) => readingOf(line).templates))
    expect(Object.keys(engineKo).filter((english) => !said.has(english))).toEqual([])
  })

  it('have the same blanks in Korean', () => {
    const differing = Object.entries(engineKo).filter(
      ([english, korean]) => blanksIn(english).sort().join() !== blanksIn(korean).sort().join(),
    )
    expect(differing).toEqual([])
  })

  it('are Korean in Korean, and do not shout', () => {
    const odd = Object.entries(engineKo).filter(
      ([english, korean]) => korean.includes('!') || (!/[가-힣]/.test(korean) && english !== korean),
    )
    expect(odd).toEqual([])
  })

  it.each(Object.keys(engineKo))('“%s” is taken for no other', (english) => {
    for (const word of [0, 1]) {
      const text = english
        .replace(/{{(\w+)}}/g, '⟦$1⟧')
        .replace(/\[([^\]]*)\]/g, (_, words: string) => words.split('|')[word] ?? words)
      expect(readingOf(text).templates[0]).toBe(english)
    }
  })
})

describe('the text of the engine in the window', () => {
  afterEach(() => setLanguage('en'))

  it('is as the engine says it in an English window', () => {
    expect(engineText(missingReason)).toBe(missingReason)
  })

  it('is Korean in a Korean window, with its values', async () => {
    await setLanguage('ko')
    expect(engineText('There is already a class named "red car". Choose another name.')).toBe(
      '“red car” 클래스가 이미 있습니다. 다른 이름을 고르세요.',
    )
  })

  it('is Korean within another text', async () => {
    await setLanguage('ko')
    expect(engineText('has 4 numbers where a box needs 5; the line was left out')).toBe(
      '숫자가 4개입니다. 박스에는 5개가 필요합니다. 이 줄을 뺐습니다',
    )
    expect(engineText('box 2 of an image: has no label and 3 points')).toBe(
      '이름 없는 이미지의 2번째 박스: has no label and 3 points',
    )
  })

  it('is Korean line by line, and foreign lines stay', async () => {
    await setLanguage('ko')
    expect(engineText('COCO results: there is no JSON list of detections\nKilled (signal 9)')).toBe(
      'COCO 결과: 검출의 JSON 목록이 없습니다\nKilled (signal 9)',
    )
  })

  it('keeps what the system says', async () => {
    await setLanguage('ko')
    expect(engineText('/data/a.pdf cannot be written (EACCES: permission denied, open).')).toBe(
      '/data/a.pdf 파일에 쓸 수 없습니다 (EACCES: permission denied, open).',
    )
  })
})
