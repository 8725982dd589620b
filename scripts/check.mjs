/** Types (tsc) and style (biome). `--write` lets biome repair what it can. */
import { runScript } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { environmentOf, isCalled, setUp } from './setup.mjs'

/** Gives [{name, passed}]; both run, so that one look shows everything. */
export async function check(provided, { write = false } = {}) {
  const steps = [
    { name: 'tsc', args: ['node_modules/typescript/bin/tsc'] },
    { name: 'biome', args: ['node_modules/@biomejs/biome/bin/biome', 'check', ...(write ? ['--write'] : [])] },
  ]
  const results = []
  for (const { name, args } of steps) {
    const options = { cwd: provided.project, env: environmentOf(provided) }
    const code = await streamProcess(provided.nodePath, args, options)
    console.log(`check: ${name} ${code === 0 ? 'passed' : 'failed'}`)
    results.push({ name, passed: code === 0 })
  }
  return results
}

if (isCalled(import.meta.url)) {
  await runScript(async () => {
    const results = await check(await setUp({ needs: [] }), { write: process.argv.includes('--write') })
    return results.every(({ passed }) => passed) ? 0 : 1
  })
}
