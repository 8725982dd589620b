/** Counts what the runners say in their JSON reports, for one closing line over all of them. */
import { existsSync, readFileSync } from 'node:fs'

const nothing = { passed: 0, failed: 0, skipped: 0, toLookAt: [] }

/** A runner that ended badly without a failed test (a crash, no report) counts as one failure: red never sums up to green. */
export function countRun({ reportFile, exitCode, count }) {
  const counts = existsSync(reportFile) ? count(JSON.parse(readFileSync(reportFile, 'utf8'))) : nothing
  if (exitCode === 0 || counts.failed > 0) return counts
  const toLookAt = [...counts.toLookAt, `a runner ended with exit code ${exitCode}, though no test of it failed`]
  return { ...counts, failed: 1, toLookAt }
}

export const countVitest = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
  toLookAt: report.testResults.flatMap(lookAtFile),
})

// A file that failed without a failed test in it: its process died, or it could not be loaded.
function lookAtFile({ name, status, message, assertionResults }) {
  if (status !== 'failed') return []
  const named = (wanted) => assertionResults.filter((test) => test.status === wanted).map(({ fullName }) => fullName)
  const failed = named('failed').map((test) => `${name}: ${test}`)
  if (failed.length > 0) return failed
  const unfinished = named('pending')
  return [`${name}: ${message || `its process died${unfinished.length > 0 ? ` in: ${unfinished.join(', ')}` : ''}`}`]
}

export const countPlaywright = ({ stats, suites }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  toLookAt: suites.flatMap(lookAtSuite),
})

function lookAtSuite({ specs = [], suites = [] }) {
  const here = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line}: ${title}`)
  return [...here, ...suites.flatMap(lookAtSuite)]
}

export const countSteps = (steps) => ({
  passed: steps.filter(({ passed }) => passed).length,
  failed: steps.filter(({ passed }) => !passed).length,
  skipped: 0,
  toLookAt: steps.filter(({ passed }) => !passed).map(({ name }) => name),
})

export function addCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  const toLookAt = all.flatMap((counts) => counts.toLookAt)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), toLookAt }
}

/** What failed, a line each: in a long output it stands far above the end otherwise. Empty when nothing did. */
export const linesToLookAt = ({ toLookAt }) => toLookAt.map((line) => `failed: ${line}`)

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
