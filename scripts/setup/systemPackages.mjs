/** What must come from the operating system: Electron's shared libraries, a virtual display where there is none, a compiler and pip. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runProcess } from '../process/runProcess.mjs'
import { StopError } from '../process/stopError.mjs'
import { explainFailure } from './explainFailure.mjs'

// On Debian 13 and Ubuntu 24.04 some of these carry the suffix t64.
const electronPackages = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
const displayPackages = ['xvfb']

export const hasDisplay = (environment = process.env) =>
  process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)

/** Stops when Electron cannot run. `trainingTools` may stay missing: that only costs training, whose steps say so. */
export async function provideSystemPackages({ electron, needs, trainingTools, log }) {
  if (process.platform !== 'linux') return
  const libraries = electron ? await missingLibraries(electron.path) : []
  const lacksDisplay = needs.has('display') && !hasDisplay() && !isOnPath('Xvfb')
  const wanted = [
    ...(libraries.length > 0 ? electronPackages : []),
    ...(lacksDisplay ? displayPackages : []),
    ...trainingTools,
  ]
  if (wanted.length === 0) return
  const mustHave = libraries.length > 0 || lacksDisplay
  try {
    if (isOnPath('apt-get') && process.getuid() === 0) await installWithApt(wanted, log)
    else throw await missing({ libraries, lacksDisplay, wanted })
  } catch (error) {
    if (mustHave) throw error
  }
}

export async function hasPip() {
  const { code } = await runProcess('python3', ['-m', 'pip', '--version'])
  return code === 0
}

export const isOnPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))

async function missingLibraries(executable) {
  const { output } = await runProcess('ldd', [executable])
  return output.split('\n').flatMap((line) => (line.includes('not found') ? [line.trim().split(' ')[0]] : []))
}

export async function installWithApt(wanted, log) {
  const apt = (...args) => runProcess('apt-get', ['-y', '-o', 'DPkg::Lock::Timeout=300', ...args], { env: quietApt })
  log('system packages: apt-get update')
  await apt('update')
  const names = await aptNames(wanted)
  log(`system packages: apt-get install --no-install-recommends ${names.join(' ')}`)
  const { code, output } = await apt('install', '--no-install-recommends', ...names)
  if (code !== 0) throw explainFailure(`apt-get install ${names.join(' ')}`, output)
}

const quietApt = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

async function aptNames(wanted) {
  return Promise.all(
    wanted.map(async (name) => {
      if (!electronPackages.includes(name)) return name
      const { code, output } = await runProcess('apt-cache', ['show', '--no-all-versions', `${name}t64`])
      return code === 0 && output.includes('Package:') ? `${name}t64` : name
    }),
  )
}

async function missing({ libraries, lacksDisplay, wanted }) {
  const what = [
    ...(libraries.length > 0 ? [`the system lacks libraries that Electron needs: ${libraries.join(', ')}`] : []),
    ...(lacksDisplay ? ['there is no display, and no Xvfb to stand in for one'] : []),
  ]
  return new StopError(what.join('; '), `${await installCommand(wanted)}\n  then run the command again.`)
}

/** The exact command where the system is Debian's kind; else what to look for. */
export async function installCommand(wanted) {
  if (isOnPath('apt-get')) {
    return `sudo apt-get install --no-install-recommends ${(await aptNames(wanted)).join(' ')}`
  }
  return `install with your system's package manager what Debian calls ${wanted.join(', ')} (Fedora: gtk3 nss alsa-lib mesa-libgbm xorg-x11-server-Xvfb python3-pip gcc-c++).`
}
