/** Builds the studio into dist/, unless dist/ is already made of these very sources. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sourceHash } from './build/sourceHash.mjs'
import { runScript, StopError } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { hasStamp, writeStamp } from './setup/stamp.mjs'
import { environmentOf, isCalled, setUp } from './setup.mjs'

export async function build(provided) {
  const { project, nodePath } = provided
  const started = Date.now()
  const stamp = join(project, 'dist', '.sources')
  const value = sourceHash(project)
  if (hasStamp(stamp, value)) return console.log('build: up to date')
  rmSync(stamp, { force: true })
  const bundle = join(project, 'scripts', 'build', 'bundle.mjs')
  const code = await streamProcess(nodePath, [bundle], { cwd: project, env: environmentOf(provided) })
  if (code !== 0) throw new StopError('the build failed', 'see the lines above.')
  writeStamp(stamp, value)
  console.log(`build: complete (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}

if (isCalled(import.meta.url)) {
  await runScript(async () => {
    await build(await setUp({ needs: [] }))
    return 0
  })
}
