/** The command line of the engine, from its sources. Only the command itself writes to stdout. */
import { join } from 'node:path'
import { runScript } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { environmentOf, setUp } from './setup.mjs'

// The commands that run a detector need TensorFlow; the others must not make anybody wait for it.
const detectorCommands = ['train', 'evaluate', 'predict', 'suspects', 'export-model']

await runScript(async () => {
  const args = process.argv.slice(2)
  const needs = detectorCommands.includes(args[0]) ? ['training'] : []
  const provided = await setUp({ needs, quiet: true })
  const entry = join(provided.project, 'main', 'engine', 'cli.ts')
  const cwd = process.env.INIT_CWD ?? process.cwd()
  return streamProcess(provided.nodePath, [entry, ...args], { cwd, env: environmentOf(provided) })
})
