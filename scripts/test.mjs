/**
 * Sets up and runs every test: types and style, the tests of the code, and the flows through the real studio.
 *   npm test                 all of them
 *   npm test -- PATTERN      only the tests of the code whose file names match; of the flows with e2e/PATTERN
 * With BOXWRIGHT_CONFORMANCE=1 the readers of other tools are installed first, which then read every export.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { check } from './check.mjs'
import { provideReaders } from './conformance.mjs'
import { runScript, StopError } from './process/stopError.mjs'
import { setUp, splitGpuChoice } from './setup.mjs'
import { hasFlows, runPlaywright, runVitest } from './test/runners.mjs'
import { addCounts, closingLine, countSteps, linesToLookAt } from './test/summary.mjs'

await runScript(async () => {
  const { gpu, rest: patterns } = splitGpuChoice(process.argv.slice(2))
  const provided = await setUp({ gpu, requireTraining: true })
  const reports = mkdtempSync(join(tmpdir(), 'boxwright-test-'))
  try {
    const runs = patterns.length > 0 ? await runSome(provided, reports, patterns) : await runAll(provided, reports)
    const sum = addCounts(runs)
    for (const line of linesToLookAt(sum)) console.log(line)
    console.log(closingLine(sum))
    return sum.failed === 0 ? 0 : 1
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
})

async function runSome(provided, reports, patterns) {
  const isFlow = (pattern) => pattern.startsWith('e2e/')
  const [flows, others] = [patterns.filter(isFlow), patterns.filter((pattern) => !isFlow(pattern))]
  const runs = others.length > 0 ? [await runVitest(provided, reports, others)] : []
  if (flows.length > 0)
    runs.push(countSteps([await buildStep(provided)]), await runPlaywright(provided, reports, flows))
  return runs
}

async function runAll(provided, reports) {
  if (process.env.BOXWRIGHT_CONFORMANCE) await provideReadersIfPossible()
  const steps = await check(provided)
  const vitest = await runVitest(provided, reports, [])
  steps.push(await buildStep(provided))
  const runs = [countSteps(steps), vitest]
  if (hasFlows(provided)) runs.push(await runPlaywright(provided, reports))
  else console.log('test: the flows are skipped: e2e/playwright.config.ts does not exist yet')
  return runs
}

// What cannot be installed is skipped, as where nobody asked for it; its test says so.
async function provideReadersIfPossible() {
  try {
    await provideReaders()
  } catch (error) {
    if (!(error instanceof StopError)) throw error
    console.error(error.message)
  }
}

// A build that fails is a failed step: the flows then run into it as well, and the closing line still comes.
async function buildStep(provided) {
  try {
    await build(provided)
    return { name: 'build', passed: true }
  } catch (error) {
    if (!(error instanceof StopError)) throw error
    console.error(error.message)
    return { name: 'build', passed: false }
  }
}
