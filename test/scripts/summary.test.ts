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

const vitest = { numPassedTests: 40, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }
const playwright = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } }

describe('test summary', () => {
  it('counts a report of vitest', () => {
    const counts = countRun({ reportFile: report(vitest), exitCode: 1, count: countVitest })
    expect(counts).toEqual({ passed: 40, failed: 2, skipped: 2 })
  })

  it('counts a report of Playwright, where a test that passed when tried again has passed', () => {
    const counts = countRun({ reportFile: report(playwright), exitCode: 1, count: countPlaywright })
    expect(counts).toEqual({ passed: 6, failed: 1, skipped: 3 })
  })

  it('counts a runner that died without a report as one failure', () => {
    const counts = countRun({ reportFile: join(folder, 'none.json'), exitCode: 134, count: countVitest })
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts a runner that ended badly although no test failed as one failure', () => {
    const reportFile = report({ ...vitest, numFailedTests: 0 })
    const counts = countRun({ reportFile, exitCode: 1, count: countVitest })
    expect(counts).toEqual({ passed: 40, failed: 1, skipped: 2 })
  })

  it('closes with one line over all runners and steps', () => {
    const steps = countSteps([
      { name: 'tsc', passed: true },
      { name: 'biome', passed: false },
    ])
    const sum = addCounts([steps, { passed: 40, failed: 2, skipped: 0 }])
    expect(closingLine(sum)).toBe('41 passed, 3 failed')
    expect(closingLine({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped')
  })
})
