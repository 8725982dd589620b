/** How the two test runners are called: their own report for people, a JSON report for the count. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { streamProcess } from '../process/streamProcess.mjs'
import { hasDisplay } from '../setup/systemPackages.mjs'
import { environmentOf } from '../setup.mjs'
import { withVirtualDisplay } from '../start/virtualDisplay.mjs'
import { countPlaywright, countRun, countVitest } from './summary.mjs'

export async function runVitest(provided, reports, patterns) {
  const reportFile = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...reporters, ...patterns]
  const exitCode = await runTool(provided, args, environmentOf(provided))
  return countRun({ reportFile, exitCode, count: countVitest })
}

export const hasFlows = ({ project }) => existsSync(join(project, 'e2e', 'playwright.config.ts'))

export async function runPlaywright(provided, reports) {
  const reportFile = join(reports, 'playwright.json')
  const args = [
    'node_modules/playwright/cli.js',
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--reporter=list,json',
  ]
  const environment = { ...environmentOf(provided), PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }
  const run = (env) => runTool(provided, args, env)
  const exitCode = await (hasDisplay() ? run(environment) : withVirtualDisplay(environment, run))
  return countRun({ reportFile, exitCode, count: countPlaywright })
}

const runTool = ({ nodePath, project }, args, env) => streamProcess(nodePath, args, { cwd: project, env })
