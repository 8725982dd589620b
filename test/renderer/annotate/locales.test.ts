import { describe, expect, it } from 'vitest'
import en from '../../../resources/locales/en/annotate.json' with { type: 'json' }
import ko from '../../../resources/locales/ko/annotate.json' with { type: 'json' }

type Texts = { readonly [key: string]: string | Texts }

function entries(texts: Texts, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : entries(value, `${prefix}${key}.`),
  )
}

const blanks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

describe('texts of the annotate activity', () => {
  const english = new Map(entries(en))
  const korean = new Map(entries(ko))

  it('are there in both languages', () => {
    expect([...korean.keys()]).toEqual([...english.keys()])
  })

  it('have the same blanks to fill', () => {
    for (const [key, text] of english) expect(blanks(korean.get(key)!), key).toEqual(blanks(text))
  })

  it('raise no voice', () => {
    expect([...english.values(), ...korean.values()].filter((text) => text.includes('!'))).toEqual([])
  })
})
