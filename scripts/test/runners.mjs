/** How the two test runners are called: their own report for people, another for the count. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { streamProcess } from '../process/streamProcess.mjs'
import { hasDisplay } from '../setup/systemPackages.mjs'
import { environmentOf } from '../setup.mjs'
import { addCounts, countPlaywright, countRun, countVitest, replaceDied } from './summary.mjs'

/**
 * A process that dies takes all tests of its file along. Node itself does so now and then, so such files are run once
 * more, by themselves, and named at the end; a second death is a failure.
 */
export async function runVitest(provided, reports, patterns) {
  const reportFile = join(reports, 'vitest.json')
  const exitCode = await vitestOnce(provided, reportFile, patterns)
  const report = existsSync(reportFile) ? readJson(reportFile) : null
  if (!report?.died.length) return countRun({ reportFile, exitCode, count: countVitest })
  console.log(`test: run once more, because their process died: ${report.died.join(', ')}`)
  const againFile = join(reports, 'vitest-again.json')
  const exitAgain = await vitestOnce(provided, againFile, report.died)
  const count = (again) => countVitest(replaceDied(report, again))
  return countRun({ reportFile: againFile, exitCode: exitAgain, count })
}

function vitestOnce(provided, reportFile, patterns) {
  const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'vitestReport.mjs')}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...reporters, ...patterns]
  return runTool(provided, args, { ...environmentOf(provided), BOXWRIGHT_TEST_REPORT: reportFile })
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

export const hasFlows = ({ project }) => existsSync(join(project, 'e2e', 'playwright.config.ts'))

/** What judges single frames has the machine to itself; the others run beside each other where each has a screen of its own. */
const projects = [
  { name: 'beside', options: [] },
  { name: 'alone', options: ['--workers=1'] },
]

/** @param patterns parts of names of flows; none means all of them */
export async function runPlaywright(provided, reports, patterns = []) {
  const counts = []
  for (const project of projects) counts.push(await runFlows(provided, reports, { project, patterns }))
  const sum = addCounts(counts)
  if (sum.passed + sum.failed + sum.skipped > 0) return sum
  return { ...sum, failed: 1, failures: [`no flow is named ${patterns.join(' or ')}`] }
}

async function runFlows(provided, reports, { project, patterns }) {
  const reportFile = join(reports, `playwright-${project.name}.json`)
  const args = [
    'node_modules/playwright/cli.js',
    'test',
    ...['--config', 'e2e/playwright.config.ts', `--project=${project.name}`, '--reporter=list,json'],
    // A pattern may name flows of the other project alone.
    '--pass-with-no-tests',
    ...project.options,
    ...patterns,
  ]
  const environment = {
    ...environmentOf(provided),
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
    ...(hasDisplay() ? {} : { BOXWRIGHT_VIRTUAL_SCREENS: '1' }),
  }
  const exitCode = await runTool(provided, args, environment)
  return countRun({ reportFile, exitCode, count: countPlaywright })
}

const runTool = ({ nodePath, project }, args, env) => streamProcess(nodePath, args, { cwd: project, env })
