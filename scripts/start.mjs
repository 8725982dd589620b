/**
 * Sets up, builds and opens the studio.
 *   npm start                         opens it
 *   npm start -- cats.boxwright       with a project
 *   npm start -- --demo               plays the demo
 * Where there is no display the demo plays on a virtual one and leaves a report and screenshots.
 */
import { join } from 'node:path'
import { build } from './build.mjs'
import { runScript } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { hasDisplay } from './setup/systemPackages.mjs'
import { environmentOf, setUp, splitGpuChoice } from './setup.mjs'
import { sandboxArguments } from './start/sandbox.mjs'
import { withVirtualDisplay } from './start/virtualDisplay.mjs'

// A virtual display has no graphics card: unless told so, one start of Electron in ten waits for it forever. Such machines often lack a message
// bus as well, of which Chromium complains without needing it.
const withoutCard = ['--disable-gpu', '--log-level=3']

await runScript(async () => {
  const { gpu, rest } = splitGpuChoice(process.argv.slice(2))
  const provided = await setUp({ gpu })
  await build(provided)
  return hasDisplay() ? open(provided, rest, environmentOf(provided)) : playDemo(provided, rest)
})

function open({ project, electron }, args, env, options = []) {
  // Paths on the command line mean the folder where the user typed them; npm changes to the project's.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  return streamProcess(electron.path, [...sandboxArguments(electron), ...options, project, ...args], { cwd, env })
}

async function playDemo(provided, args) {
  const isChosen = args.includes('--out')
  const out = isChosen ? args[args.indexOf('--out') + 1] : join(provided.project, 'test-results', 'demo')
  console.log('start: there is no display here (DISPLAY and WAYLAND_DISPLAY are not set)')
  console.log('start: playing the demo on a virtual display instead')
  const missing = ['--demo', '--unattended'].filter((flag) => !args.includes(flag))
  const all = [...args, ...missing, ...(isChosen ? [] : ['--out', out])]
  const code = await withVirtualDisplay(environmentOf(provided), (env) => open(provided, all, env, withoutCard))
  console.log(`start: the demo ended with code ${code}; its report and screenshots are in ${out}`)
  return code
}
