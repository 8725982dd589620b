/** The benchmarks that need no window still run, on small numbers: what they measure is looked at, not tested. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../support/sourceFiles.ts'

type Document = { readonly name: string; readonly rows: readonly Record<string, unknown>[] }

it.each([
  ['edits', '--boxes', '500', '--edits', '8'],
  ['folder', '--images', '120'],
])('%s gives rows of ours and a reference', (name, ...numbers) => {
  const script = join(projectFolder, 'scripts', 'bench', `${name}.ts`)
  const text = execFileSync(process.execPath, [script, '--json', ...numbers], { encoding: 'utf8', stdio: 'pipe' })
  const document = JSON.parse(text) as Document
  expect(document.name).toBe(name)
  expect(document.rows.length).toBeGreaterThan(3)
  for (const { ours, rival, ratio } of document.rows) {
    expect(ours).toBeGreaterThan(0)
    expect(rival).toBeGreaterThan(0)
    expect(ratio).toBeGreaterThan(0)
  }
})
