/** Every text of the window in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../support/sourceFiles.ts'

type Texts = { readonly [key: string]: string | Texts }

function entries(texts: Texts, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : entries(value, `${prefix}${key}.`),
  )
}

const folder = (language: string) => join(projectFolder, 'resources/locales', language)
const textsOf = (language: string, file: string) =>
  new Map(entries(JSON.parse(readFileSync(join(folder(language), file), 'utf8')) as Texts))
const blanks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

describe.each(readdirSync(folder('en')))('texts of %s', (file) => {
  const english = textsOf('en', file)
  const korean = textsOf('ko', file)

  it('are there in both languages, none of them empty', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...english.values(), ...korean.values()].filter((text) => text.trim() === '')).toEqual([])
  })

  it('have the same blanks to fill', () => {
    for (const [key, text] of english) expect(blanks(korean.get(key)!), key).toEqual(blanks(text))
  })
})
