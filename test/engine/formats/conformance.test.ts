/** Every export in the hands of pycocotools, Datumaro and Ultralytics; needs the Python of scripts/conformance.mjs. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { conformancePython } from '../../../scripts/conformance/python.mjs'
import { projectFolder } from '../../support/sourceFiles.ts'

const python = conformancePython()
if (!python) console.warn('skipped: the readers of other tools are not installed; npm run conformance installs them')

it.skipIf(!python)('other tools read every box of every export and warn of nothing', { timeout: 180_000 }, () => {
  const check = join(projectFolder, 'scripts', 'conformance', 'check.ts')
  const { status, stdout } = spawnSync(process.execPath, [check, python!], { encoding: 'utf8' })
  expect(stdout).toMatch(/^conformance: 8 readings, no warning\n$/)
  expect(status).toBe(0)
})
