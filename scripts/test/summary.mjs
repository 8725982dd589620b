/** Counts what the runners say in their reports, for one closing line over all of them. */
import { existsSync, readFileSync } from 'node:fs'

/**
 * A runner that ended badly without a failed test (a crash, no report) counts as one failure: red never sums up to green.
 * `failures` and `triedAgain` are what to look at, a line each.
 */
export function countRun({ reportFile, exitCode, count }) {
  const counts = existsSync(reportFile) ? count(JSON.parse(readFileSync(reportFile, 'utf8'))) : countSteps([])
  if (exitCode === 0 || counts.failed > 0) return counts
  const failures = [...counts.failures, `a runner ended with exit code ${exitCode}, though no test of it failed`]
  return { ...counts, failed: 1, failures }
}

/**
 * What scripts/test/vitestReport.mjs wrote. A file that cannot be loaded and an error outside of tests are failures, too.
 * @param {any} report
 */
export function countVitest({ files, died, errors, triedAgain = [] }) {
  const failures = [
    ...files.flatMap(({ name, failed }) => failed.map((test) => `${name}: ${test}`)),
    ...files.flatMap(({ name, errors: own }) => own.map((message) => `${name}: ${message}`)),
    ...died.map((name) => `${name}: its process died`),
    ...errors.map((message) => `outside of tests: ${message}`),
  ]
  const sum = (key) => files.reduce((total, file) => total + file[key], 0)
  return { passed: sum('passed'), failed: failures.length, skipped: sum('skipped'), failures, triedAgain }
}

/** The report of a run some of whose processes died, with the files of these as they ended when they were run once more. */
export function replaceDied(report, again) {
  const files = report.files.filter(({ name }) => !report.died.includes(name))
  return {
    files: [...files, ...again.files],
    died: again.died,
    errors: [...report.errors, ...again.errors],
    triedAgain: report.died.map((name) => `${name}: its process died`),
  }
}

export function countPlaywright({ stats, suites }) {
  const specs = suites.flatMap(specsOf)
  const named = (wanted) => specs.filter(wanted).map(({ file, line, title }) => `${file}:${line}: ${title}`)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: named(({ ok }) => !ok),
    triedAgain: named(({ tests }) => tests.some(({ status }) => status === 'flaky')),
  }
}

const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]

export const countSteps = (steps) => ({
  passed: steps.filter(({ passed }) => passed).length,
  failed: steps.filter(({ passed }) => !passed).length,
  skipped: 0,
  failures: steps.filter(({ passed }) => !passed).map(({ name }) => name),
  triedAgain: [],
})

export function addCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  const list = (key) => all.flatMap((counts) => counts[key])
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: list('failures'),
    triedAgain: list('triedAgain'),
  }
}

/** What failed, and what passed only when it was tried again: in a long output both stand far above the end. */
export const linesToLookAt = ({ failures, triedAgain }) => [
  ...triedAgain.map((line) => `tried again: ${line}`),
  ...failures.map((line) => `failed: ${line}`),
]

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
