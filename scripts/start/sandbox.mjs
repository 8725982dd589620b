/** Chromium shuts its pages in by a feature of the system that not every Linux grants. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StopError } from '../process/stopError.mjs'

/** The arguments for Electron: as root it cannot shut in anything, and says so itself unless told that this is meant. */
export function sandboxArguments(electron) {
  if (process.platform !== 'linux') return []
  if (process.getuid() === 0) return ['--no-sandbox']
  const helper = join(electron.folder, 'chrome-sandbox')
  if (isForbidden() && !isPrivileged(helper)) throw forbidden(helper)
  return []
}

// Ubuntu 24.04 and some Debians forbid it to ordinary programs.
const isForbidden = () =>
  setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
  setting('/proc/sys/kernel/unprivileged_userns_clone') === '0'

const setting = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

function isPrivileged(helper) {
  const { uid, mode } = statSync(helper)
  return uid === 0 && (mode & 0o4000) !== 0
}

const forbidden = (helper) =>
  new StopError(
    "this system does not let Electron's sandbox work for an ordinary user",
    `give its helper the right, once:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n  then run the command again.`,
  )
