/** Every row of docs/course.md names code and a test that exist. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from './support/sourceFiles.ts'

type Row = { readonly concept: string; readonly code: string; readonly file: string; readonly name: string }

const rows = readFileSync(join(projectFolder, 'docs', 'course.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (.+?) \| `(.+?)` \| .+? \| `(.+?)` \| (.+?) \| .+ \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, concept, code, file, name]): Row => ({ concept: concept!, code: code!, file: file!, name: name! }))

/** The name as the source spells it, in quotes. */
const isNamedIn = (source: string, name: string): boolean =>
  [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted))

describe('the course', () => {
  it('has all its concepts', () => {
    expect(rows.length).toBeGreaterThan(40)
  })

  it.each(rows)('$concept', ({ code, file, name }) => {
    expect(existsSync(join(projectFolder, code)), `${code} does not exist`).toBe(true)
    const path = join(projectFolder, file)
    expect(existsSync(path), `${file} does not exist`).toBe(true)
    expect(isNamedIn(readFileSync(path, 'utf8'), name), `${file} has no test "${name}"`).toBe(true)
  })
})
