/** Texts of the window: every one is used, exists in both languages, and speaks of the same values. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../support/sourceFiles.ts'
import { english, korean } from '../support/texts.ts'

const plurals = /_(zero|one|other)$/
const blanksIn = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort()

describe('texts', () => {
  it('are there in both languages', () => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort())
  })

  it('have the same blanks to fill', () => {
    const differing = Object.entries(english).filter(
      ([key, text]) => blanksIn(text).join() !== blanksIn(korean[key] ?? '').join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('are never empty and never shout', () => {
    const odd = [english, korean].flatMap((texts) =>
      Object.entries(texts).filter(([, text]) => !/\S/.test(text) || text.includes('!')),
    )
    expect(odd).toEqual([])
  })

  it('in Korean are Korean, but for names and the texts that are the same in every language', () => {
    const untranslated = Object.entries(korean).filter(
      ([key, text]) => text === english[key] && /[a-z]{3}/i.test(text.replace(/{{\w+}}/g, '')),
    )
    const foreignToAll =
      /^(start\.title|results\.iou|(preferences\.languages|images\.format|results\.table\.profiles|split\.patterns|train\.choice\.\w+)\.[\w-]+)$/
    expect(untranslated.filter(([key]) => !foreignToAll.test(key)).map(([key]) => key)).toEqual([])
  })

  it('are all used by the code', () => {
    // A key may be written far from the call of t; that the types prove each call makes it safe to take any such text for one.
    const used = keysWritten(/(['`])((?:\$\{[^}]*\}|[\w.-])+)\1/g)
    const unused = Object.keys(english).filter((key) => !used.some((pattern) => pattern.test(key.replace(plurals, ''))))
    expect(unused).toEqual([])
  })

  it('that the code asks for are all there', () => {
    const asked = keysWritten(/\bt\(\s*(['`])((?:\$\{[^}]*\}|[\w.-])+)\1/g)
    const known = Object.keys(english).map((key) => key.replace(plurals, ''))
    expect(asked.filter((pattern) => !known.some((key) => pattern.test(key))).map(String)).toEqual([])
  })
})

/** Keys as the code writes them: whole, or with blanks as in t(`images.state.${state}`). */
function keysWritten(literal: RegExp): RegExp[] {
  const found = sourceFiles(['renderer']).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(literal)].map((match) => match[2]!),
  )
  const keys = [...new Set(found)].filter((key) => key.includes('.') && !key.startsWith('$'))
  return keys.map((key) => {
    const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
    return new RegExp(`^${parts.join('[\\w.-]+')}$`)
  })
}
