/**
 * A reporter of vitest that writes what the summary counts to the file named in BOXWRIGHT_TEST_REPORT:
 * `{ files: [{ name, passed, failed: [names], skipped, errors: [messages] }], died: [names], errors: [messages] }`.
 * vitest's own JSON tells neither of an error outside of tests nor of a process that died.
 */
import { writeFileSync } from 'node:fs'

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter by its default export.
export default class VitestReport {
  onTestRunEnd(modules, errors) {
    const died = errors.map(fileOfDeadProcess).filter((file) => file !== null)
    const stray = errors.filter((error) => fileOfDeadProcess(error) === null).map(({ message }) => message)
    const report = { files: modules.map(fileOf), died, errors: stray }
    writeFileSync(process.env.BOXWRIGHT_TEST_REPORT, JSON.stringify(report))
  }
}

function fileOf(module) {
  const tests = [...module.children.allTests()].map((test) => ({ name: test.fullName, state: test.result().state }))
  const inState = (state) => tests.filter((test) => test.state === state)
  return {
    name: module.moduleId,
    passed: inState('passed').length,
    failed: inState('failed').map(({ name }) => name),
    skipped: inState('skipped').length,
    errors: module.errors().map(({ message }) => message),
  }
}

const fileOfDeadProcess = (error) =>
  /exited unexpectedly.*running test file (.+)$/.exec(error.cause?.message)?.[1] ?? null
