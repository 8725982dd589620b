/**
 * electron-builder downloads its tools for AppImage and deb. Where it cannot, the system's take their place, found through the variables that it
 * reads for that. What they make is complete, but for testing: an AppImage gets a shell script in place of the usual runtime.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StopError } from '../process/stopError.mjs'
import { installWithApt, isOnPath } from '../setup/systemPackages.mjs'

const here = (file) => fileURLToPath(new URL(file, import.meta.url))
const needed = { mksquashfs: 'squashfs-tools', 'desktop-file-validate': 'desktop-file-utils', 'dpkg-deb': 'dpkg' }

/** Gives the environment variables for electron-builder. */
export async function localTools({ log }, folder) {
  await provideTools(log)
  const appImage = join(folder, 'appimage')
  for (const part of ['linux-x64', 'lib/x64']) mkdirSync(join(appImage, part), { recursive: true })
  for (const tool of ['mksquashfs', 'desktop-file-validate'])
    symlinkSync(whereIs(tool), join(appImage, 'linux-x64', tool))
  copyFileSync(here('appImageRuntime.sh'), join(appImage, 'runtime-x64'))
  const fpm = here('fpm.mjs')
  chmodSync(fpm, 0o755)
  return { APPIMAGE_TOOLS_PATH: appImage, CUSTOM_FPM_PATH: fpm }
}

async function provideTools(log) {
  const packages = Object.keys(needed).flatMap((tool) => (isOnPath(tool) ? [] : [needed[tool]]))
  if (packages.length === 0) return
  if (isOnPath('apt-get') && process.getuid() === 0) return installWithApt(packages, log)
  throw new StopError(
    `the tools to pack an AppImage and a deb are missing: ${packages.join(', ')}`,
    `sudo apt-get install --no-install-recommends ${packages.join(' ')}\n  or pack only the application: npm run package -- --dir`,
  )
}

const whereIs = (tool) =>
  process.env.PATH.split(delimiter)
    .map((path) => join(path, tool))
    .find(existsSync)
