/** The Python environment with the readers of other tools; made by scripts/conformance.mjs, never by a test. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../setup/cacheFolder.mjs'

export const environmentFolder = () => join(cacheFolder(), 'conformance')

/** The Python in it; null when nobody has made it. */
export function conformancePython() {
  const folder = environmentFolder()
  const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  return existsSync(join(folder, 'complete')) && existsSync(python) ? python : null
}
