/** The npm packages of the lock file, installed again only when the lock file has changed. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from '../process/npm.mjs'
import { explainFailure } from './explainFailure.mjs'
import { platformKey } from './platform.mjs'
import { withProgress } from './progress.mjs'
import { fingerprint, hasStamp, writeStamp } from './stamp.mjs'

export async function installPackages({ project, nodePath, log }) {
  const stamp = join(project, 'node_modules', '.boxwright-packages')
  const value = fingerprint([readFileSync(join(project, 'package-lock.json')), platformKey])
  if (hasStamp(stamp, value)) return
  log(existsSync(stamp) ? 'npm packages: the lock file has changed, npm ci' : 'npm packages: npm ci')
  // No package needs its install script: their binaries ship inside, and TensorFlow's is replaced by other steps of set-up. In the new Node,
  // because npm silently leaves out optional packages (such are the binaries of the bundler) that do not support the one it runs in.
  const { code, output } = await withProgress({ what: 'npm ci', log }, () =>
    runNpm(['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: project, nodePath }),
  )
  if (code !== 0) throw explainFailure('npm ci', output)
  writeStamp(stamp, value)
}
