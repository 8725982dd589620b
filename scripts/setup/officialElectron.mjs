import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runProcess } from '../process/runProcess.mjs'
import { makeWhole } from './partial.mjs'
import { folderBytes, withProgress } from './progress.mjs'

// Without one new byte for so long, the download counts as out of reach.
const silenceMs = 15_000
const lookEveryMs = 1_000
const parts = ['install.js', 'package.json', 'checksums.json']

/** Runs npm electron's own downloader, which verifies its checksum. Gives undefined, or why it did not work. */
export async function downloadOfficialElectron({ project, cache, nodePath, log }, version, target) {
  log(`Electron ${version}: asking its official download`)
  try {
    await makeWhole(cache, target, (work) => download({ project, work, nodePath, version, log }))
    return undefined
  } catch (error) {
    log(`Electron ${version}: its official download does not work here (${firstLine(error.message)})`)
    return error.message
  }
}

// The downloader unpacks beside itself, so a copy of it runs in the temporary folder and node_modules stays as npm made it.
async function download({ project, work, nodePath, version, log }) {
  const home = join(work, 'electron')
  const temporary = join(work, 'temporary')
  mkdirSync(home)
  mkdirSync(temporary)
  for (const part of parts) cpSync(join(project, 'node_modules', 'electron', part), join(home, part))
  const env = {
    ...process.env,
    NODE_PATH: join(project, 'node_modules'),
    NODE_USE_ENV_PROXY: '1',
    TMPDIR: temporary,
    TEMP: temporary,
    electron_config_cache: join(work, 'zip'),
  }
  const run = (signal) => runProcess(nodePath, [join(home, 'install.js')], { env, signal })
  const { code, output } = await withProgress({ what: `Electron ${version}`, folder: work, log }, () =>
    untilSilent(work, run),
  )
  if (code !== 0) throw new Error(output)
  return join(home, 'dist')
}

async function untilSilent(folder, run) {
  const control = new AbortController()
  let [bytes, grownAt] = [0, Date.now()]
  const timer = setInterval(async () => {
    const found = await folderBytes(folder)
    if (found !== bytes) [bytes, grownAt] = [found, Date.now()]
    else if (Date.now() - grownAt > silenceMs) control.abort()
  }, lookEveryMs)
  const result = await run(control.signal).finally(() => clearInterval(timer))
  return control.signal.aborted ? { code: 1, output: `no answer for ${silenceMs / 1000} s` } : result
}

const firstLine = (text) => text.trim().split('\n')[0]
