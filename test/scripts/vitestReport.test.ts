import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../support/sourceFiles.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

it('a report tells what passed and failed, which process died, and what went wrong outside of tests', () => {
  const root = temporaryFolder()
  symlinkSync(join(projectFolder, 'node_modules'), join(root, 'node_modules'))
  mkdirSync(join(root, 'test'))
  const write = (name: string, lines: string[]) =>
    writeFileSync(join(root, 'test', name), ["import { expect, it } from 'vitest'", ...lines].join('\n'))
  write('mixed.test.ts', [
    "it('holds', () => expect(1).toBe(1))",
    "it('does not hold', () => expect(1).toBe(2))",
    "it.skip('is left out', () => {})",
  ])
  write('dies.test.ts', ["it('holds', () => {})", "it('dies', () => process.kill(process.pid, 'SIGKILL'))"])
  write('stray.test.ts', ["it('leaves a rejection', () => { Promise.reject(new Error('nobody waits')) })"])
  write('unread.test.ts', ["import './missing.ts'", "it('is never run', () => {})"])
  const reportFile = join(root, 'report.json')
  const reporter = `--reporter=${join(projectFolder, 'scripts', 'test', 'vitestReport.mjs')}`
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
  const env = { ...process.env, BOXWRIGHT_TEST_REPORT: reportFile }
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--root', root, '--pool=forks', reporter], { env })
  expect(status).toBe(1)
  const { files, died, errors } = JSON.parse(readFileSync(reportFile, 'utf8'))
  const named = (name: string) => files.find((file: { name: string }) => file.name.endsWith(name))
  expect(named('mixed.test.ts')).toMatchObject({ passed: 1, failed: ['does not hold'], skipped: 1, errors: [] })
  expect(died.map((name: string) => name.split('/').at(-1))).toEqual(['dies.test.ts'])
  expect(died).toContain(named('dies.test.ts').name)
  expect(errors).toEqual(['nobody waits'])
  expect(named('unread.test.ts')).toMatchObject({ passed: 0, errors: [expect.stringContaining('missing.ts')] })
})
