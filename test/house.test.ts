/** The limits of the house style that a machine can hold. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { projectFolder, sourceFiles } from './support/sourceFiles.ts'

const longestFile = 400
const longestFunction = 60

const source = sourceFiles(['main', 'preload', 'renderer', 'shared'])
const allCode = sourceFiles(
  ['main', 'preload', 'renderer', 'shared', 'test', 'e2e', 'scripts'],
  ['.ts', '.tsx', '.mjs', '.css'],
).filter((file) => !file.includes('/fixtures/'))
const nameOf = (file: string) => relative(projectFolder, file)

describe('house style', () => {
  it.each(allCode.map(nameOf))(`%s has at most ${longestFile} lines`, (file) => {
    expect(readFileSync(`${projectFolder}/${file}`, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(longestFile)
  })

  it.each(source.map(nameOf))(`functions of %s have at most ${longestFunction} lines`, (file) => {
    expect(longFunctions(file)).toEqual([])
  })

  it('names colours and larger pixel sizes only in the design tokens', () => {
    const styles = sourceFiles(['renderer'], ['.css']).filter((file) => !file.endsWith('tokens.css'))
    const raw = styles.flatMap((file) =>
      matches(file, /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|(?<![\w-])([4-9]|[1-9]\d+)px/gi),
    )
    expect(raw).toEqual([])
  })

  it('leaves nothing for later', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK', '@ts-' + 'ignore', '@ts-' + 'expect-error'].join('|'),
      'g',
    )
    expect(allCode.flatMap((file) => matches(file, marks))).toEqual([])
  })
})

function matches(file: string, pattern: RegExp): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => [...line.matchAll(pattern)].map((match) => `${nameOf(file)}:${index + 1} ${match[0]}`))
}

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }

function longFunctions(file: string): string[] {
  const text = readFileSync(`${projectFolder}/${file}`, 'utf8')
  const found: string[] = []
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node, (node) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return
    const lines = lineOf(node.end) - lineOf(node.start) + 1
    if (lines > longestFunction) found.push(`line ${lineOf(node.start)}: ${lines} lines`)
  })
  return found
}

function visit(node: Node, callback: (node: Node) => void): void {
  callback(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && 'type' in child) visit(child as Node, callback)
    }
  }
}
