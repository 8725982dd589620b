/**
 * The bundler puts the rules of a composed class where it is composed last. So a rule that composes it cannot say otherwise by itself:
 * which of the two counts would depend on who else composes the class.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder, sourceFiles } from '../support/sourceFiles.ts'

type Rule = { readonly selector: string; readonly properties: ReadonlyMap<string, string> }

function rulesOf(file: string): Rule[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors, body]) => {
    const lines = body!.split(';').map((line) => line.split(/:(.*)/s).map((part) => part.trim()))
    const properties = new Map(lines.filter(([name]) => name !== '').map(([name, value]) => [name!, value ?? '']))
    return selectors!.split(/,(?![^(]*\))/).map((selector) => ({ selector: selector.trim(), properties }))
  })
}

/** `padding` and `padding-left` are about the same. */
const isAbout = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}-`) || other.startsWith(`${one}-`)

function contradictionsIn(file: string): string[] {
  const rules = rulesOf(file)
  return rules.flatMap(({ selector, properties }) => {
    const composed = /^(\w+) from "(.+)"$/.exec(properties.get('composes') ?? '')
    if (!composed) return []
    const base = rulesOf(join(dirname(file), composed[2]!))
    const renamed = base.map((rule) => ({ ...rule, selector: rule.selector.replace(`.${composed[1]}`, selector) }))
    return rules
      .filter((own) => own.selector.startsWith(selector))
      .flatMap((own) => {
        const same = renamed.filter((rule) => rule.selector === own.selector)
        const names = same.flatMap((rule) => [...rule.properties.keys()]).filter((name) => name !== 'composes')
        return [...own.properties.keys()]
          .filter((name) => names.some((other) => isAbout(name, other)))
          .map((name) => `${relative(projectFolder, file)}: ${name} of ${own.selector}`)
      })
  })
}

it('a class says of nothing otherwise than the class that it composes, unless by a closer selector', () => {
  const files = sourceFiles(['renderer'], ['.css'])
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap(contradictionsIn)).toEqual([])
})
