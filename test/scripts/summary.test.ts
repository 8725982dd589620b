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
  replaceDied,
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

const green = { name: 'a.test.ts', passed: 39, failed: [] as string[], skipped: 1, errors: [] as string[] }
const red = { ...green, name: 'b.test.ts', passed: 1, failed: ['box is stored', 'box is moved'] }
const half = { ...green, name: 'c.test.ts', passed: 5, skipped: 0 }
const vitest = { files: [green, red], died: [] as string[], errors: [] as string[] }
const spec = { ok: true, file: 'draw.spec.ts', line: 8, title: 'a box is drawn', tests: [{ status: 'expected' }] }
const moved = { ...spec, ok: false, line: 30, title: 'a box is moved', tests: [{ status: 'unexpected' }] }
const copied = { ...spec, line: 50, title: 'a box is copied', tests: [{ status: 'flaky' }] }
const playwright = {
  stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 },
  suites: [{ specs: [spec], suites: [{ specs: [moved, copied] }] }],
}

describe('test summary', () => {
  it('counts a report of vitest, and names what failed', () => {
    const counts = countRun({ reportFile: report(vitest), exitCode: 1, count: countVitest })
    expect(counts).toMatchObject({ passed: 40, failed: 2, skipped: 2 })
    expect(linesToLookAt(counts)).toEqual(['failed: b.test.ts: box is stored', 'failed: b.test.ts: box is moved'])
  })

  it('counts a report of Playwright, where a test that passed when tried again has passed, and is named', () => {
    const counts = countRun({ reportFile: report(playwright), exitCode: 1, count: countPlaywright })
    expect(counts).toMatchObject({ passed: 6, failed: 1, skipped: 3 })
    expect(linesToLookAt(counts)).toEqual([
      'tried again: draw.spec.ts:50: a box is copied',
      'failed: draw.spec.ts:30: a box is moved',
    ])
  })

  it('counts a runner that died without a report as one failure', () => {
    const counts = countRun({ reportFile: join(folder, 'none.json'), exitCode: 134, count: countVitest })
    expect(counts).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
    expect(linesToLookAt(counts)).toEqual(['failed: a runner ended with exit code 134, though no test of it failed'])
  })

  it('counts a runner that ended badly although no test failed as one failure', () => {
    const reportFile = report({ ...vitest, files: [green] })
    const counts = countRun({ reportFile, exitCode: 1, count: countVitest })
    expect(counts).toMatchObject({ passed: 39, failed: 1, skipped: 1 })
  })

  it('counts files that could not be loaded, processes that died and errors outside of tests as failures', () => {
    const unread = { ...green, name: 'd.test.ts', passed: 0, skipped: 0, errors: ['No such module'] }
    const reportFile = report({ files: [unread, half], died: ['c.test.ts'], errors: ['stray rejection'] })
    const counts = countRun({ reportFile, exitCode: 1, count: countVitest })
    expect(counts).toMatchObject({ passed: 5, failed: 3, skipped: 0 })
    expect(linesToLookAt(counts)).toEqual([
      'failed: d.test.ts: No such module',
      'failed: c.test.ts: its process died',
      'failed: outside of tests: stray rejection',
    ])
  })

  it('takes a file whose process died as it ended when it was run once more; other failures stay', () => {
    const first = { files: [red, half], died: ['c.test.ts'], errors: ['stray rejection'] }
    const again = { files: [{ ...half, passed: 8 }], died: [], errors: [] }
    const counts = countVitest(replaceDied(first, again))
    expect(counts).toMatchObject({ passed: 9, failed: 3, skipped: 1 })
    expect(linesToLookAt(counts)[0]).toBe('tried again: c.test.ts: its process died')
    const diesAgain = countVitest(replaceDied(first, { ...again, files: [half], died: ['c.test.ts'] }))
    expect(diesAgain).toMatchObject({ passed: 6, failed: 4 })
  })

  it('closes with one line over all runners and steps', () => {
    const steps = countSteps([
      { name: 'tsc', passed: true },
      { name: 'biome', passed: false },
    ])
    const sum = addCounts([steps, countVitest(vitest)])
    expect(linesToLookAt(sum)[0]).toEqual('failed: biome')
    expect(closingLine(sum)).toBe('41 passed, 3 failed, 2 skipped')
    expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed')
  })
})
