/** Runs one benchmark of scripts/bench: npm run -s bench -- NAME [--json]. Without a name it lists them; NAME --help tells its options. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { runScript, StopError } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { environmentOf, project, setUp } from './setup.mjs'

const folder = join(project, 'scripts', 'bench')

await runScript(async () => {
  const [name, ...args] = process.argv.slice(2)
  const scripts = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(mjs|ts)$/.test(file)) : []
  const names = scripts.map((file) => parse(file).name)
  if (name === undefined) {
    console.log(`benchmarks: ${names.join(' ') || 'none yet'}`)
    return 0
  }
  const script = scripts.find((file) => parse(file).name === name)
  if (!script) throw new StopError(`there is no benchmark ${name}`, `choose one of: ${names.join(' ')}`)
  if (args.includes('--help')) {
    console.log(openingComment(readFileSync(join(folder, script), 'utf8')))
    return 0
  }
  const provided = await setUp({ quiet: true })
  return streamProcess(provided.nodePath, [join(folder, script), ...args], { env: environmentOf(provided) })
})

/** Each benchmark begins with what it measures and which options it has. */
function openingComment(source) {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(source) ?? []
  return comment.replace(/^ *\* ?/gm, '').trim()
}
