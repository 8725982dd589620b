/** Where Boxwright keeps what belongs to the user and not to a project. */
import { homedir } from 'node:os'
import { join } from 'node:path'

export type Folders = {
  /** Can be made again at any time: thumbnails, libraries. Shared with the set-up of a checkout. */
  readonly cache: string
  /** Cannot: recent projects, settings. */
  readonly home: string
  /** What the application brings with it: pretrained weights, icons. */
  readonly resources: string
}

export function foldersOf(environment: NodeJS.ProcessEnv, defaultResources: string): Folders {
  return {
    cache: environment.BOXWRIGHT_CACHE ?? cacheFolder(environment),
    home: environment.BOXWRIGHT_HOME ?? homeFolder(environment),
    resources: environment.BOXWRIGHT_RESOURCES ?? defaultResources,
  }
}

function cacheFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'boxwright', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'boxwright')
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'boxwright')
}

function homeFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(environment.APPDATA ?? homedir(), 'boxwright')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'boxwright')
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'boxwright')
}
