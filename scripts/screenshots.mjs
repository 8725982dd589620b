/**
 * Pictures of every activity in both themes, both languages and two sizes, for looking at.
 *   npm run screenshots             into test-results/screenshots
 *   npm run screenshots -- FOLDER
 */
import { resolve } from 'node:path'
import { build } from './build.mjs'
import { runScript } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { hasDisplay } from './setup/systemPackages.mjs'
import { environmentOf, setUp } from './setup.mjs'
import { withVirtualDisplay } from './start/virtualDisplay.mjs'

await runScript(async () => {
  const provided = await setUp({ requireTraining: true })
  await build(provided)
  const folder = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? 'test-results/screenshots')
  const environment = { ...environmentOf(provided), BOXWRIGHT_SCREENSHOTS: folder }
  const args = ['node_modules/playwright/cli.js', 'test', '--config', 'e2e/screenshots/screenshots.config.ts']
  const run = (env) => streamProcess(provided.nodePath, args, { cwd: provided.project, env })
  const code = await (hasDisplay() ? run(environment) : withVirtualDisplay(environment, run))
  console.log(`screenshots: in ${folder}`)
  return code
})
