import { describe, expect, it } from 'vitest'
import { completionsOf, isWhole } from '../../../renderer/filter/completions.ts'
import { parseFilter } from '../../../shared/filter/parseFilter.ts'

const korean: Readonly<Record<string, string>> = { verified: '확인됨', verifiedEmpty: '비어 있음 확인' }
const names = { classes: ['car', 'Délivery Van', 'a, b'], valueName: (value: string) => korean[value] ?? value }
const texts = (typed: string) => completionsOf(typed, names).map(({ text }) => text)

describe('completions of a filter word', () => {
  it('name the fields while nothing is typed, none of them as a whole word', () => {
    const all = completionsOf('', names)
    expect(all.slice(0, 3).map(({ text }) => text)).toEqual(['class:', 'state:', 'split:'])
    expect(all.some(isWhole)).toBe(false)
  })

  it('are the fields, values and classes that fit what is typed', () => {
    expect(texts('st')).toEqual(['state:'])
    expect(texts('cou')).toEqual(['count>'])
    expect(texts('verif')).toEqual(['state:verified', 'state:verifiedEmpty'])
    expect(texts('van')).toEqual(['class:"Délivery Van"'])
  })

  it('are found by the words of the language that is shown', () => {
    expect(texts('확인')).toEqual(['state:verified', 'state:verifiedEmpty'])
  })

  it('after the key are its values, without those that are there already', () => {
    expect(texts('split:')).toEqual(['split:train', 'split:val', 'split:test', 'split:none'])
    expect(texts('split:val,t')).toEqual(['split:val,train', 'split:val,test'])
    expect(texts('class:car,')).toEqual(['class:car,"Délivery Van"', 'class:car,"a, b"'])
    expect(texts('class:"déli')).toEqual(['class:"Délivery Van"'])
  })

  it('keep the minus', () => {
    expect(texts('-is:br')).toEqual(['-is:broken'])
    expect(texts('-tr')).toEqual(['-split:train', '-flag:truncated'])
  })

  it('are none for numbers, notes and quoted parts of a path', () => {
    expect(texts('count>')).toEqual([])
    expect(texts('note:')).toEqual([])
    expect(texts('"st')).toEqual([])
  })

  it('as whole words are understood', () => {
    const whole = ['', 'v', 'c', 'class:', 'state:', '-flag:'].flatMap((typed) =>
      completionsOf(typed, names).filter(isWhole),
    )
    expect(whole.length).toBeGreaterThan(10)
    for (const { text } of whole) expect(parseFilter(text).problems, text).toEqual([])
  })
})
