/** With which Node the engine runs, and where its files are. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type EngineNode = { readonly execPath: string; readonly environment: NodeJS.ProcessEnv }

/** A Node that the database driver supports: the one set-up found, the one the application brought, or Electron's own. */
export function engineNode(appFolder: string): EngineNode {
  const given = process.env.BOXWRIGHT_NODE
  if (given) return { execPath: given, environment: {} }
  const bundled = join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'bin/node')
  const isPackaged = existsSync(join(process.resourcesPath, 'weights'))
  const environment = { BOXWRIGHT_RESOURCES: isPackaged ? process.resourcesPath : join(appFolder, 'resources') }
  if (existsSync(bundled)) return { execPath: bundled, environment }
  return { execPath: process.execPath, environment: { ...environment, ELECTRON_RUN_AS_NODE: '1' } }
}

/** The engine is plain Node and cannot read inside the archive; its files lie beside it. */
export function engineFile(appFolder: string, name: string): string {
  return join(appFolder.replace(/app\.asar$/, 'app.asar.unpacked'), 'dist', 'engine', name)
}
