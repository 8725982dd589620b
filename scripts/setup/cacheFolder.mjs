/** Where downloads live: once per user, shared by all clones, outside node_modules so that `npm ci` leaves them alone. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { StopError } from '../process/stopError.mjs'

export function cacheFolder(environment = process.env, platform = process.platform, home = homedir()) {
  const { join, resolve } = platform === 'win32' ? path.win32 : path.posix
  if (environment.BOXWRIGHT_CACHE) return resolve(environment.BOXWRIGHT_CACHE)
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'boxwright')
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'boxwright', 'Cache')
  }
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'boxwright')
}

export function makeCacheFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StopError(
      `the cache folder ${folder} cannot be written (${error.code})`,
      'make it writable for you, or set BOXWRIGHT_CACHE to a folder that is.',
    )
  }
}
