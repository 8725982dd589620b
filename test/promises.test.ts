/** Every promise of docs/promises.md names a test that exists. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from './support/sourceFiles.ts'

type Promised = { readonly promise: string; readonly file: string; readonly name: string }

const promises = readFileSync(join(projectFolder, 'docs', 'promises.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (.+) \| `(.+)` \| (.+) \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, promise, file, name]): Promised => ({ promise: promise!, file: file!, name: name! }))

/** The name as the source spells it, in quotes. */
function isNamedIn(source: string, name: string): boolean {
  return [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted))
}

describe('the promises', () => {
  it('are there', () => {
    expect(promises.length).toBeGreaterThan(40)
  })

  it.each(promises)('$promise', ({ file, name }) => {
    const path = join(projectFolder, file)
    expect(existsSync(path), `${file} does not exist`).toBe(true)
    expect(isNamedIn(readFileSync(path, 'utf8'), name), `${file} has no test "${name}"`).toBe(true)
  })
})
