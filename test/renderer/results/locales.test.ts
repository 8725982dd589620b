import { describe, expect, it } from 'vitest'
import resultsEn from '../../../resources/locales/en/results.json'
import trainEn from '../../../resources/locales/en/train.json'
import resultsKo from '../../../resources/locales/ko/results.json'
import trainKo from '../../../resources/locales/ko/train.json'

type Texts = { readonly [key: string]: string | Texts }

function flat(texts: Texts, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(texts).map(([key, value]) =>
      typeof value === 'string' ? { [`${path}${key}`]: value } : flat(value, `${path}${key}.`),
    ),
  )
}

const namesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe.each([
  ['train', flat(trainEn), flat(trainKo)],
  ['results', flat(resultsEn), flat(resultsKo)],
] as const)('texts of %s', (_, en, ko) => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort())
  })

  it('speak of the same values in both languages', () => {
    for (const [key, text] of Object.entries(en)) expect([key, namesIn(ko[key]!)]).toEqual([key, namesIn(text)])
  })

  it('are plain: nothing empty, nothing shouted', () => {
    for (const text of [...Object.values(en), ...Object.values(ko)]) {
      expect(text).toMatch(/\S/)
      expect(text).not.toContain('!')
    }
  })
})
