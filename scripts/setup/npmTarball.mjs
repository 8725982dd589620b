/** Brings one pinned package from the npm registry (whichever the user's npm is set to) and unpacks it, without running its scripts. */
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runNpm } from '../process/npm.mjs'
import { runProcess } from '../process/runProcess.mjs'
import { verifyChecksum } from './checksum.mjs'
import { explainFailure } from './explainFailure.mjs'
import { withProgress } from './progress.mjs'

/** `pin` is {name, version, integrity, bytes}; gives the path of the archive inside `folder`. */
export async function downloadNpmTarball(pin, folder, log) {
  const specifier = `${pin.name}@${pin.version}`
  // A cache of its own: its growth shows the progress, and it does not fill the user's with files that are kept here anyway.
  const options = { cwd: folder, env: { ...process.env, npm_config_cache: join(folder, 'npm-cache') } }
  const args = ['pack', specifier, '--ignore-scripts', '--loglevel=error', '--logs-max=0', '--pack-destination', folder]
  const { code, output } = await withProgress({ what: specifier, folder, expectedBytes: pin.bytes, log }, () =>
    runNpm(args, options),
  )
  if (code !== 0) throw explainFailure(`npm pack ${specifier}`, output)
  const archive = join(folder, `${pin.name.replace('@', '').replace('/', '-')}-${pin.version}.tgz`)
  await verifyChecksum(archive, pin.integrity)
  return archive
}

export async function unpackTar(archive, into, extraArgs = []) {
  mkdirSync(into, { recursive: true })
  // A relative path: GNU tar on Windows takes what stands before a colon for another machine.
  const args = ['-xzf', relative(into, archive), ...extraArgs]
  const { code, output } = await runProcess('tar', args, { cwd: into })
  if (code !== 0) throw explainFailure(`unpacking ${archive}`, output)
}
