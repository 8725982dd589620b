import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addCounts,
  closingLine,
  countPlaywright,
  countRun,
  countSteps,
  countVitest,
  linesToLookAt,
} from '../../scripts/test/summary.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'summary-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const test = (fullName: string, status: string) => ({ fullName, status })
const files = [
  { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [test('box is drawn', 'passed')] },
  { name: 'b.test.ts', status: 'failed', message: '', assertionResults: [test('box is stored', 'failed')] },
]
const died = {
  name: 'c.test.ts',
  status: 'failed',
  message: '',
  assertionResults: [test('loss falls', 'passed'), test('goes on', 'pending')],
}
const unread = { name: 'd.test.ts', status: 'failed', message: 'No such module', assertionResults: [] }
const vitest = { numPassedTests: 40, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1, testResults: files }
const flows = [
  {
    specs: [{ ok: true, file: 'draw.spec.ts', line: 8, title: 'a box is drawn' }],
    suites: [{ specs: [{ ok: false, file: 'draw.spec.ts', line: 30, title: 'a box is moved' }] }],
  },
]
const playwright = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 }, suites: flows }

describe('test summary', () => {
  it('counts a report of vitest', () => {
    const counts = countRun({ reportFile: report(vitest), exitCode: 1, count: countVitest })
    expect(counts).toEqual({ passed: 40, failed: 2, skipped: 2, toLookAt: ['b.test.ts: box is stored'] })
  })

  it('counts a report of Playwright, where a test that passed when tried again has passed', () => {
    const counts = countRun({ reportFile: report(playwright), exitCode: 1, count: countPlaywright })
    expect(counts).toEqual({ passed: 6, failed: 1, skipped: 3, toLookAt: ['draw.spec.ts:30: a box is moved'] })
  })

  it('counts a runner that died without a report as one failure', () => {
    const counts = countRun({ reportFile: join(folder, 'none.json'), exitCode: 134, count: countVitest })
    expect(counts).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
    expect(linesToLookAt(counts)).toEqual(['failed: a runner ended with exit code 134, though no test of it failed'])
  })

  it('counts a runner that ended badly although no test failed as one failure', () => {
    const reportFile = report({ ...vitest, numFailedTests: 0, testResults: [files[0], died, unread] })
    const counts = countRun({ reportFile, exitCode: 1, count: countVitest })
    expect(counts).toMatchObject({ passed: 40, failed: 1, skipped: 2 })
    expect(linesToLookAt(counts)).toEqual([
      'failed: c.test.ts: its process died in: goes on',
      'failed: d.test.ts: No such module',
      'failed: a runner ended with exit code 1, though no test of it failed',
    ])
  })

  it('closes with one line over all runners and steps', () => {
    const steps = countSteps([
      { name: 'tsc', passed: true },
      { name: 'biome', passed: false },
    ])
    const sum = addCounts([steps, { passed: 40, failed: 2, skipped: 0, toLookAt: ['a.test.ts: box is drawn'] }])
    expect(linesToLookAt(sum)).toEqual(['failed: biome', 'failed: a.test.ts: box is drawn'])
    expect(closingLine(sum)).toBe('41 passed, 3 failed')
    expect(closingLine({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped')
  })
})
